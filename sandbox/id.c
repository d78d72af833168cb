/* id - names and codes the providers invent (splitmix64). */
#include "id.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

static uint64_t state;

void id_seed(uint64_t seed)
{
	state = seed;
}

void id_surprise(void)
{
	if (getrandom(&state, sizeof state, 0) != sizeof state)
		state = (uint64_t)time(NULL);
}

static uint64_t draw(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void id_text(char *out, size_t n, const char *alphabet)
{
	size_t letters = strlen(alphabet);

	while (n--)
		*out++ = alphabet[draw() % letters];
	*out = '\0';
}
