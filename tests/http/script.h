/* script - a transcript file as steps. The format is described in README.md. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

enum step_kind { STEP_REQUEST, STEP_RAW, STEP_SQL };

enum check_kind {
	CHECK_HEADER,    /* name, text */
	CHECK_NO_HEADER, /* name */
	CHECK_JSON,      /* text */
	CHECK_EXACT,     /* text */
	CHECK_HAS,       /* text */
	CHECK_NOT,       /* text */
	CHECK_CAPTURE,   /* name, text */
	CHECK_FORM,      /* name, text: action */
	CHECK_SAME,      /* text: status */
	CHECK_EMPTY,
	CHECK_SIZE,      /* text: "100-200", "100-" */
};

/* An expectation; status 0 concerns every reply, else those of that status. */
struct check {
	enum check_kind kind;
	const char *name, *text;
	int status, line;
	struct check *next;
};

struct pair {
	const char *name, *value;
	struct pair *next;
};

struct step {
	const char *name, *file;
	int line;
	enum step_kind kind;
	const char *client, *from;
	int parallel, repeat, until_ms, sleep_ms;
	bool follow; /* redirects are followed with GET */
	bool plain;  /* the reply is not one of ours: no envelope */
	struct pair *sets;
	const char *method, *target;
	struct pair *headers;
	const char *body;   /* NULL for none; lines with their ends */
	const char *expect; /* what stands behind "=>" */
	const char *rows;   /* SQL: the lines below it */
	struct check *checks;
	struct pair *also;  /* members of the envelope beside data */
	struct step *next;
};

/* Reads a file; NULL with a reason that names the line. */
struct step *script_read(const char *path, char *why, size_t size);

#endif
