/* mem - allocation that never returns NULL. */
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *p)
{
	if (!p) {
		fputs("world: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *mem_new(size_t n)
{
	return checked(calloc(1, n ? n : 1));
}

void *mem_grow(void *old, size_t n)
{
	return checked(realloc(old, n ? n : 1));
}

char *mem_part(const char *text, size_t n)
{
	char *copy;

	if (!text)
		return NULL;
	copy = mem_new(n + 1);
	memcpy(copy, text, n);
	return copy;
}

char *mem_text(const char *text)
{
	return text ? mem_part(text, strlen(text)) : NULL;
}
