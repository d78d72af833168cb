/* form - name=value pairs of a query string or a form body. */
#include "form.h"

#include "mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char *decode(struct form *f, const char *text, size_t len)
{
	char *out = mem_new(len + 1), *to = out;
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] == '+') {
			*to++ = ' ';
		} else if (text[i] != '%') {
			f->bad |= text[i] == '\0';
			*to++ = text[i];
		} else if (i + 2 < len && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
			*to = (char)(hex(text[i + 1]) * 16 + hex(text[i + 2]));
			f->bad |= *to == '\0';
			to++;
			i += 2;
		} else {
			f->bad = true;
		}
	}
	*to = '\0';
	return out;
}

static void add(struct form *f, const char *text, size_t len)
{
	const char *equals = memchr(text, '=', len);
	size_t name_len = equals ? (size_t)(equals - text) : len;

	f->pairs = mem_grow(f->pairs, (f->n + 1) * sizeof *f->pairs);
	f->pairs[f->n].name = decode(f, text, name_len);
	f->pairs[f->n].value = equals ? decode(f, equals + 1, len - name_len - 1) : mem_text("");
	f->n++;
}

void form_parse(struct form *f, const char *text, size_t len)
{
	const char *end = text + len, *amp;

	*f = (struct form){ 0 };
	while (text < end) {
		amp = memchr(text, '&', (size_t)(end - text));
		if (!amp)
			amp = end;
		if (amp > text)
			add(f, text, (size_t)(amp - text));
		text = amp + 1;
	}
}

const char *form_get(const struct form *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->pairs[i].name, name))
			return f->pairs[i].value;
	return NULL;
}

const char *form_repeated(const struct form *f)
{
	size_t i, k;

	for (i = 0; i < f->n; i++)
		for (k = 0; k < i; k++)
			if (!strcmp(f->pairs[i].name, f->pairs[k].name))
				return f->pairs[i].name;
	return NULL;
}

void form_free(struct form *f)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		free((char *)f->pairs[i].name);
		free((char *)f->pairs[i].value);
	}
	free(f->pairs);
	*f = (struct form){ 0 };
}
