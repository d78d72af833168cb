/*
 * field - one table per document says what its members are called, where they sit in the struct,
 * from which column they load, how they are shown and who may see them. Rows, JSON replies,
 * page data and the API description all come from it.
 *
 *   { "departsAt", F_TIME, AT(trip, departs_at), "departs_at" },
 */
#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include <stddef.h>
#include <stdint.h>

enum field_kind {
	FIELD_INT,     /* int64_t: a number below 2^53 */
	FIELD_COUNT,   /* int */
	FIELD_REAL,    /* double */
	FIELD_BOOL,    /* bool */
	FIELD_TEXT,    /* const char *, NULL is null */
	FIELD_ENUM,    /* const char *: a code in lower case; pages get its word */
	FIELD_WORDS,   /* const char *const *: codes, ends with NULL; column is text[] */
	FIELD_ID,      /* int64_t shown as prefix_number; 0 is null */
	FIELD_PUBLIC,  /* const char *: 26 base32 characters shown with prefix; column is uuid */
	FIELD_MONEY,   /* int64_t centimes; MONEY_NONE is null */
	FIELD_TIME,    /* int64_t instant; WHEN_NONE is null */
	FIELD_MS,      /* the same, shown as Unix milliseconds */
	FIELD_DATE,    /* int32_t date; WHEN_NO_DATE is null */
	FIELD_MINUTES, /* int */
	FIELD_NAMES,   /* struct names; columns <column>_fr, _ar, _en */
	FIELD_BYTES,   /* const unsigned char *: a bytea column; never shown */
	FIELD_ONE,     /* an embedded struct; column is the prefix of its columns */
	FIELD_MAYBE,   /* pointer to a struct, NULL is null; never loaded from the same row */
	FIELD_LIST,    /* pointer to structs, number in the size_t at count_at */
};

#define MONEY_NONE INT64_MIN

/* The same name in three languages. */
struct names {
	const char *fr, *ar, *en;
};

struct field {
	const char *name;
	enum field_kind kind;
	const char *prefix; /* of ids; word group of ENUM and WORDS */
	size_t at;
	const char *column; /* NULL: computed, not loaded */
	const struct field *sub;
	size_t size;     /* LIST: bytes of an element */
	size_t count_at; /* LIST: where the size_t count is */
	unsigned see;    /* roles that see it; 0 everyone, SEE_NONE nobody */
	const char *help;
};

enum { SEE_NONE = 1u << 30 };

/* Second and third cell of a row: the kind with its prefix. */
#define F_INT FIELD_INT, NULL
#define F_COUNT FIELD_COUNT, NULL
#define F_REAL FIELD_REAL, NULL
#define F_BOOL FIELD_BOOL, NULL
#define F_TEXT FIELD_TEXT, NULL
#define F_ENUM(group) FIELD_ENUM, group
#define F_WORDS(group) FIELD_WORDS, group
#define F_ID(prefix) FIELD_ID, prefix
#define F_PUBLIC(prefix) FIELD_PUBLIC, prefix
#define F_MONEY FIELD_MONEY, NULL
#define F_TIME FIELD_TIME, NULL
#define F_MS FIELD_MS, NULL
#define F_DATE FIELD_DATE, NULL
#define F_MINUTES FIELD_MINUTES, NULL
#define F_NAMES FIELD_NAMES, NULL
#define F_BYTES FIELD_BYTES, NULL
#define F_ONE FIELD_ONE, NULL
#define F_MAYBE FIELD_MAYBE, NULL
#define F_LIST FIELD_LIST, NULL

/* Where the member is: a cell of field and rule tables. */
#define AT(type, member) .at = offsetof(struct type, member)

struct jw;

/* Writes the members of row that role may see into the open JSON object. */
void field_json(struct jw *w, const struct field *fields, const void *row, unsigned role);

/* The struct member a field describes; callers cast by kind. */
const void *field_at(const struct field *f, const void *row);

/* True when a viewer of this role gets the field. */
int field_seen(const struct field *f, unsigned role);

#endif
