/* err - the error list and the failure note. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	int status;
	const char *code;
} errors[ERR__COUNT] = {
	[OK] = { 200, "OK" },
#define ERR(name, status, code) [ERR_##name] = { status, code },
#include "base/err.def"
#undef ERR
};

static struct failure note;

int err_status(enum err e)
{
	return e < ERR__COUNT ? errors[e].status : 500;
}

const char *err_code(enum err e)
{
	return e < ERR__COUNT ? errors[e].code : "INTERNAL_ERROR";
}

enum err fail_at(const char *file, int line, enum err e, const char *fmt, ...)
{
	va_list ap;

	if (note.err != OK)
		return e;
	note.err = e;
	note.file = file;
	note.line = line;
	va_start(ap, fmt);
	vsnprintf(note.why, sizeof note.why, fmt, ap);
	va_end(ap);
	return e;
}

void fail_field(const char *field)
{
	snprintf(note.field, sizeof note.field, "%s", field ? field : "");
}

void fail_about(const char *about)
{
	snprintf(note.about, sizeof note.about, "%s", about ? about : "");
}

void fail_detail(const struct field *fields, const void *row)
{
	note.detail_fields = fields;
	note.detail = row;
}

const struct failure *fail_note(void)
{
	return &note;
}

void fail_clear(void)
{
	memset(&note, 0, sizeof note);
}
