/*
 * mem - allocation that never returns NULL: a world short of memory ends instead of half-answering.
 */
#ifndef WORLD_MEM_H
#define WORLD_MEM_H

#include <stddef.h>

/* Zeroed memory; the caller frees it with free(). */
void *mem_new(size_t n);

/* Like realloc(); the added part is not cleared. */
void *mem_grow(void *old, size_t n);

/* A copy of a string, or of its first n bytes with a NUL behind them; NULL stays NULL. */
char *mem_text(const char *text);
char *mem_part(const char *text, size_t n);

#endif
