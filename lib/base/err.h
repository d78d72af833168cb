/*
 * err - one list of errors, and the note that travels with the latest failure.
 *
 * A function that can fail returns enum err and leaves a note: where it failed and why (for the
 * log), and which input field or data the client should be told about. One request at a time is
 * served, so there is one note per process; the gate clears it before a request and reads it after.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
	OK = 0,
#define ERR(name, status, code) ERR_##name,
#include "base/err.def"
#undef ERR
	ERR__COUNT
};

struct field;

struct failure {
	enum err err;
	const char *file;          /* where fail() was called */
	int line;
	char why[400];             /* for the log only, never for the client */
	char field[64];            /* input field at fault, "" for none */
	char about[400];           /* what a database function said about its refusal */
	const struct field *detail_fields; /* error.details of the reply, NULL for {} */
	const void *detail;
};

/* HTTP status and public code of an error; OK is 200 "OK". */
int err_status(enum err e);
const char *err_code(enum err e);

/* Records the failure and returns e. The first failure of a request wins: later ones are its echo. */
enum err fail_at(const char *file, int line, enum err e, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
#define fail(e, ...) fail_at(__FILE__, __LINE__, e, __VA_ARGS__)

/* Names the input field at fault, or attaches data for error.details; call after fail(). */
void fail_field(const char *field);
void fail_about(const char *about);
void fail_detail(const struct field *fields, const void *row);

const struct failure *fail_note(void);
void fail_clear(void);

#define TRY(call)                                                                                  \
	do {                                                                                       \
		enum err try_err_ = (call);                                                        \
		if (try_err_ != OK)                                                                \
			return try_err_;                                                           \
	} while (0)

#endif
