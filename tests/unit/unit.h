/*
 * unit - what the unit tests share: cmocka without its fail() and skip(), names of ours; comparisons
 * that name the line of the caller, files of a test, one arena.
 *
 * A test includes the .c it tests, so that statics are within reach, and is linked with the rest of
 * the library. Tables of cases are checked by a helper that takes the line of the case.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef fail
#undef skip

struct arena;

/* Emptied before each test of unit_run. */
extern struct arena *arena;

/* Ends the test as failed at the line of the caller. */
void unit_fail(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4), noreturn));
void unit_text(const char *file, int line, const char *got, const char *want);
void unit_int(const char *file, int line, int64_t got, int64_t want);
void unit_true(const char *file, int line, bool is, const char *what);

/* The same for cases of a table, whose line is a variable. */
#define FAIL_AT(line, ...) unit_fail(__FILE__, line, __VA_ARGS__)
#define TEXT_AT(line, got, want) unit_text(__FILE__, line, got, want)
#define INT_AT(line, got, want) unit_int(__FILE__, line, (int64_t)(got), (int64_t)(want))
#define TRUE_AT(line, is) unit_true(__FILE__, line, is, #is)

#define same_text(got, want) TEXT_AT(__LINE__, got, want)
#define same_int(got, want) INT_AT(__LINE__, got, want)
#define is_true(is) TRUE_AT(__LINE__, is)
#define is_false(is) TRUE_AT(__LINE__, !(is))

/* A directory of this test program's own, removed at its end. */
const char *unit_dir(void);
/* Writes dir/name and returns its path, which lives until the program ends. */
const char *unit_file(const char *name, const char *content);
/* Loads settings: these lines, and a value for each setting that must be given. */
void unit_settings(const char *lines);
const char *unit_required(void);

/* Runs a function in a child with standard error caught; the text lives in the arena. */
char *unit_stderr(void (*fn)(void *), void *ctx, int *status);

/* Makes the arena, for a main that needs files or settings before unit_run. */
void unit_start(void);

/* Runs the tests of a group as TAP, each with an empty arena; 0 when all passed. */
int unit_run_n(const char *name, const struct CMUnitTest *tests, size_t n);
#define unit_run(name, tests) unit_run_n(name, tests, sizeof(tests) / sizeof(tests)[0])

#endif
