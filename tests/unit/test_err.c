/* test_err - the list of errors and the note of the latest failure. */
#include "unit.h"

#include <ctype.h>

#include "base/err.c"

static void every_error_is_complete(void **state)
{
	(void)state;
	for (enum err e = 0; e < ERR__COUNT; e++) {
		const char *code = err_code(e);

		if (!code || !*code || strlen(code) > 40)
			FAIL_AT(__LINE__, "error %d has no code", e);
		for (const char *p = code; *p; p++)
			if (!isupper((unsigned char)*p) && *p != '_')
				FAIL_AT(__LINE__, "code %s", code);
		for (enum err o = 0; o < e; o++)
			if (strcmp(err_code(o), code) == 0)
				FAIL_AT(__LINE__, "code %s stands twice", code);
		if (err_status(e) != 200 && (err_status(e) < 400 || err_status(e) > 504))
			FAIL_AT(__LINE__, "%s has status %d", code, err_status(e));
	}
	same_int(err_status(OK), 200);
	same_int(err_status(ERR__COUNT), 500);
	same_text(err_code(ERR__COUNT), "INTERNAL_ERROR");
}

/* Names and statuses clients rely on. */
static void public_codes(void **state)
{
	static const struct {
		int line;
		enum err e;
		int status;
		const char *code;
	} cases[] = {
		{ __LINE__, ERR_INPUT, 400, "INVALID_INPUT" },
		{ __LINE__, ERR_UNKNOWN_FIELD, 400, "UNKNOWN_FIELD" },
		{ __LINE__, ERR_UNAUTHORISED, 401, "UNAUTHORIZED" },
		{ __LINE__, ERR_FORBIDDEN, 403, "FORBIDDEN" },
		{ __LINE__, ERR_NOT_FOUND, 404, "NOT_FOUND" },
		{ __LINE__, ERR_METHOD, 405, "METHOD_NOT_ALLOWED" },
		{ __LINE__, ERR_SEAT_TAKEN, 409, "SEAT_TAKEN" },
		{ __LINE__, ERR_HOLD_EXPIRED, 409, "HOLD_EXPIRED" },
		{ __LINE__, ERR_BUSY_RETRY, 409, "BUSY_RETRY" },
		{ __LINE__, ERR_TOO_LARGE, 413, "BODY_TOO_LARGE" },
		{ __LINE__, ERR_MEDIA_TYPE, 415, "UNSUPPORTED_MEDIA_TYPE" },
		{ __LINE__, ERR_KEY_REUSED, 422, "IDEMPOTENCY_KEY_REUSED" },
		{ __LINE__, ERR_INCOMPLETE, 422, "BOOKING_INCOMPLETE" },
		{ __LINE__, ERR_RATE, 429, "TOO_MANY_REQUESTS" },
		{ __LINE__, ERR_INTERNAL, 500, "INTERNAL_ERROR" },
		{ __LINE__, ERR_UNAVAILABLE, 503, "SERVICE_UNAVAILABLE" },
		{ __LINE__, ERR_TIMEOUT, 504, "TIMEOUT" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		INT_AT(cases[i].line, err_status(cases[i].e), cases[i].status);
		TEXT_AT(cases[i].line, err_code(cases[i].e), cases[i].code);
	}
}

static void first_failure_wins(void **state)
{
	const struct failure *n = fail_note();
	int line = __LINE__ + 3;

	(void)state;
	same_int(fail(ERR_SEAT_TAKEN, "seat %d", 7), ERR_SEAT_TAKEN);
	same_int(fail(ERR_INTERNAL, "echo"), ERR_INTERNAL);
	same_int(n->err, ERR_SEAT_TAKEN);
	same_text(n->why, "seat 7");
	same_int(n->line, line);
	is_true(strstr(n->file, "test_err.c") != NULL);
	fail_clear();
	same_int(n->err, OK);
	same_text(n->why, "");
	same_text(n->field, "");
	is_true(n->file == NULL && n->detail == NULL);
	fail(ERR_INTERNAL, "anew");
	same_text(n->why, "anew");
}

static void texts_are_cut(void **state)
{
	char big[2000];

	(void)state;
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = '\0';
	fail(ERR_INTERNAL, "%s", big);
	fail_field(big);
	same_int(strlen(fail_note()->why), sizeof fail_note()->why - 1);
	same_int(strlen(fail_note()->field), sizeof fail_note()->field - 1);
	fail_field(NULL);
	same_text(fail_note()->field, "");
}

static enum err twice(enum err e, int *runs)
{
	TRY(e);
	(*runs)++;
	return OK;
}

static void try_returns(void **state)
{
	int runs = 0;

	(void)state;
	same_int(twice(OK, &runs), OK);
	same_int(twice(ERR_WRONG_STATE, &runs), ERR_WRONG_STATE);
	same_int(runs, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_error_is_complete),
		cmocka_unit_test(public_codes),
		cmocka_unit_test(first_failure_wins),
		cmocka_unit_test(texts_are_cut),
		cmocka_unit_test(try_returns),
	};

	return unit_run("err", tests);
}
