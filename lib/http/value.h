/*
 * value - rules: what a field of a request may hold and where the parsed value lands in the typed
 * struct a handler reads. JSON bodies, forms, queries and path parameters all end here, so a
 * handler never sees text that was not checked.
 *
 *   { "count", V_COUNT, AT(hold_in, count), .min = 1, .max = 6, .dflt = "1" },
 *   { .size = sizeof(struct hold_in) }       the last row
 */
#ifndef HTTP_VALUE_H
#define HTTP_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"

struct arena;

enum value_kind {
	VALUE_INT,    /* int64_t within min..max */
	VALUE_COUNT,  /* int within min..max */
	VALUE_REAL,   /* double within min..max */
	VALUE_BOOL,   /* bool; forms send "1" */
	VALUE_TEXT,   /* const char *: valid UTF-8, tidied, min..max characters, no control characters */
	VALUE_SECRET, /* const char *: as given, min..max bytes; never shown again, never logged */
	VALUE_ID,     /* int64_t from prefix_number */
	VALUE_PUBLIC, /* const char *: 26 characters from prefix_xxx */
	VALUE_TOKEN,  /* const char *: 26 characters */
	VALUE_REF,    /* const char *: a booking reference, upper-cased */
	VALUE_DATE,   /* int32_t */
	VALUE_PHONE,  /* const char *: E.164, Algeria assumed */
	VALUE_EMAIL,  /* const char *: lower-cased */
	VALUE_ENUM,   /* const char * out of oneof */
	VALUE_TEXTS,  /* const char ** and a size_t at count_at; min..max elements of 1..40 characters */
	VALUE_OBJECT, /* pointer to a struct of sub, NULL when absent */
	VALUE_LIST,   /* pointer to structs of sub and a size_t at count_at; min..max elements */
	VALUE_JSON,   /* const struct cJSON *, NULL when absent: what the domain reads itself because
		       * one wrong element must not refuse the others; arrays of min..max elements */
};

struct rule {
	const char *name; /* ":id" comes from the path */
	enum value_kind kind;
	const char *prefix;
	size_t at;
	bool need;
	int64_t min, max;
	const char *dflt;          /* text parsed as if it had been sent */
	const char *const *oneof;  /* ENUM: ends with NULL */
	const struct rule *sub;    /* OBJECT, LIST */
	size_t count_at, given_at; /* given_at: a bool that says whether the field was sent; 0 none */
	const char *help;
	size_t size;               /* last row: bytes of the struct */
};

#define V_INT VALUE_INT, NULL
#define V_COUNT VALUE_COUNT, NULL
#define V_REAL VALUE_REAL, NULL
#define V_BOOL VALUE_BOOL, NULL
#define V_TEXT VALUE_TEXT, NULL
#define V_SECRET VALUE_SECRET, NULL
#define V_ID(prefix) VALUE_ID, prefix
#define V_PUBLIC(prefix) VALUE_PUBLIC, prefix
#define V_TOKEN VALUE_TOKEN, NULL
#define V_REF VALUE_REF, NULL
#define V_DATE VALUE_DATE, NULL
#define V_PHONE VALUE_PHONE, NULL
#define V_EMAIL VALUE_EMAIL, NULL
#define V_ENUM VALUE_ENUM, NULL
#define V_TEXTS VALUE_TEXTS, NULL
#define V_OBJECT VALUE_OBJECT, NULL
#define V_LIST VALUE_LIST, NULL
#define V_JSON VALUE_JSON, NULL

extern const struct rule no_rules[];

/* Bytes of the struct the rules fill. */
size_t rule_size(const struct rule *rules);

/* Parses one text into its place. Text is valid UTF-8 without NUL. False: the text breaks the rule. */
bool value_parse(struct arena *a, const struct rule *rule, const char *text, void *base);

/* Parsers of their own use. Results live in the arena; NULL when malformed. */
const char *value_phone(struct arena *a, const char *text);
const char *value_email(struct arena *a, const char *text);

#endif
