/* form - name=value pairs of a query string or an application/x-www-form-urlencoded body. */
#ifndef WORLD_FORM_H
#define WORLD_FORM_H

#include <stdbool.h>
#include <stddef.h>

struct pair {
	const char *name, *value;
};

struct form {
	struct pair *pairs;
	size_t n;
	bool bad;               /* a broken escape or a NUL byte was met */
};

/* Fills *f, which the caller frees with form_free() whatever the outcome. */
void form_parse(struct form *f, const char *text, size_t len);

/* The first value of that name, NULL when absent. */
const char *form_get(const struct form *f, const char *name);

/* The first name that occurs more than once, NULL when all differ. */
const char *form_repeated(const struct form *f);

void form_free(struct form *f);

#endif
