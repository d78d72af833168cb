/*
 * keys - reads the HDF text format (names with values, nested groups): settings and word
 * catalogues are files of it. Understood: `a.b = value`, `group { ... }`, `name << END ... END`,
 * `# comment`. Values are trimmed; nothing is expanded.
 */
#ifndef BASE_KEYS_H
#define BASE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Called for each value with its full dotted name; false stops with an error at that line. */
typedef bool keys_fn(void *ctx, const char *name, const char *value);

/*
 * Scans text. On a mistake returns false and puts the line number into *line. Names and values
 * passed on live in the arena.
 */
bool keys_scan(struct arena *a, const char *text, keys_fn *fn, void *ctx, int *line);

/* A whole file in the arena, NUL-terminated; NULL with errno set when it cannot be read. */
char *keys_file(struct arena *a, const char *path, size_t *size);

#endif
