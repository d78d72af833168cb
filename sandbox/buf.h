/*
 * buf - a growing run of bytes. It always ends in a NUL that is not counted, so data reads as a
 * string.
 */
#ifndef WORLD_BUF_H
#define WORLD_BUF_H

#include <stddef.h>

struct buf {
	char *data;
	size_t len, cap;
};

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Appends text made safe for an HTML page (elements and quoted attributes), or for a URL's query.
 */
void buf_html(struct buf *b, const char *text);
void buf_url(struct buf *b, const char *text);

/* Makes room for n more bytes and returns where they go; the caller then adds to len. */
char *buf_room(struct buf *b, size_t n);

/* The content as a string, never NULL. */
const char *buf_text(const struct buf *b);

/* Forgets the first n bytes, or all of them; buf_free also gives the memory back. */
void buf_drop(struct buf *b, size_t n);
void buf_clear(struct buf *b);
void buf_free(struct buf *b);

#endif
