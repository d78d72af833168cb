/*
 * strict - refuses what lenient parsers let through, before they see it: bytes that are not UTF-8,
 * JSON that RFC 8259 does not allow (trailing bytes, leading zeros, raw controls, lone surrogates,
 * \u0000, a byte order mark), nesting deeper than 32.
 */
#ifndef HTTP_STRICT_H
#define HTTP_STRICT_H

#include <stdbool.h>
#include <stddef.h>

enum { STRICT_DEPTH = 32 };

/* NULL when the n bytes are one JSON value; else what is wrong, in a few words. */
const char *strict_json(const char *s, size_t n);

/*
 * Decodes one form or query component (plus and percent) of n bytes into out (n + 1 bytes).
 * False for a broken escape, NUL or bytes that are not UTF-8.
 */
bool strict_decode(const char *s, size_t n, char *out);

#endif
