/* weak - the passwords everybody tries first. */
#include "domain/weak.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t common[] = {
#include "domain/weak.def"
};

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static bool is_common(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)tolower((unsigned char)s[i])) * 16777619u;
	return bsearch(&h, common, sizeof common / sizeof common[0], sizeof common[0], compare) != NULL;
}

/* Three different characters or fewer, or each the neighbour of the one before: aaaaaaaa, 12345678, hgfedcba. */
static bool is_row(const char *s)
{
	bool seen[256] = { false };
	size_t kinds = 0, up = 0, down = 0, n = strlen(s);

	for (size_t i = 0; i < n; i++) {
		kinds += !seen[(unsigned char)s[i]];
		seen[(unsigned char)s[i]] = true;
		up += i && s[i] == s[i - 1] + 1;
		down += i && s[i] == s[i - 1] - 1;
	}
	return kinds <= 3 || up + 2 >= n || down + 2 >= n;
}

/* "P@ssw0rd" reads "password". */
static void unleet(char *s)
{
	static const char from[] = "@0135$7", to[] = "aoiesst";

	for (; *s; s++) {
		const char *at = strchr(from, *s);

		if (at)
			*s = to[at - from];
	}
}

/* The first n bytes, as they are or with digits read as letters. */
static bool is_known(const char *s, size_t n)
{
	char bent[64];

	if (is_common(s, n))
		return true;
	if (n >= sizeof bent)
		return false;
	memcpy(bent, s, n);
	bent[n] = '\0';
	unleet(bent);
	return is_common(bent, n);
}

bool weak_password(const char *password)
{
	size_t n = strlen(password), core = n;

	if (is_row(password) || is_known(password, n))
		return true;
	/* A common word with up to four digits or signs behind it is as common. */
	while (core > 8 && n - core < 4 && !isalpha((unsigned char)password[core - 1]))
		if (is_known(password, --core))
			return true;
	return false;
}
