/* state - SQLSTATE to error, the one place. */
#include "store/state.h"

#include <string.h>

#include "base/metric.h"
#include "base/str.h"

static enum err code_of(const char *message)
{
	for (enum err e = 1; e < ERR__COUNT; e++)
		if (strcmp(err_code(e), message) == 0)
			return e;
	return ERR_INTERNAL;
}

/* How much of a message is the server's own: of bad data all before the colon that a value follows. */
static size_t words_of(const char *state, const char *message)
{
	const char *quoted = strncmp(state, "22", 2) == 0 ? strstr(message, ": \"") : NULL;

	return quoted ? (size_t)(quoted - message) : strlen(message);
}

/* Class AB is our functions' own: the message is the public code. */
enum err state_error(const PGresult *res)
{
	static const struct {
		const char *state, *constraint;
		enum err err;
	} map[] = {
		{ "23P01", "booking_seats_once", ERR_SEAT_TAKEN },
		{ "23505", NULL, ERR_EXISTS },
		{ "40001", NULL, ERR_RETRY },
		{ "40P01", NULL, ERR_RETRY },
		{ "55P03", NULL, ERR_BUSY_RETRY },
		{ "57014", NULL, ERR_TIMEOUT },
		{ "57P01", NULL, ERR_UNAVAILABLE },
		{ "57P02", NULL, ERR_UNAVAILABLE },
		{ "57P03", NULL, ERR_UNAVAILABLE },
		{ "53300", NULL, ERR_UNAVAILABLE },
		{ "25006", NULL, ERR_UNAVAILABLE },
		{ "0A000", NULL, ERR_UNAVAILABLE }, /* stale plan, see state_stale */
		{ "26000", NULL, ERR_UNAVAILABLE },
	};
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	const char *name = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	const char *message = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(res, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(res, PG_DIAG_MESSAGE_HINT);
	bool own = state && strncmp(state, "AB", 2) == 0;
	enum err e = ERR_INTERNAL;

	if (!state)
		return fail(ERR_UNAVAILABLE, "%s", PQresultErrorMessage(res));
	for (size_t i = 0; i < sizeof map / sizeof map[0]; i++) {
		if (strcmp(state, map[i].state) == 0 &&
		    (!map[i].constraint || str_eq(name, map[i].constraint))) {
			e = map[i].err;
			break;
		}
	}
	if (own)
		e = code_of(message ? message : "");
	else if (strncmp(state, "08", 2) == 0)
		e = ERR_UNAVAILABLE;
	if (own)
		fail(e, "%s %s%s%s", state, message ? message : "", detail ? ": " : "", detail ? detail : "");
	else /* the server's details quote rows, and its words about bad data (class 22) quote these */
		fail(e, "%s %.*s%s%s", state, message ? (int)words_of(state, message) : 0, message ? message : "",
		     name ? " " : "", name ? name : "");
	if (own) {
		fail_field(hint);
		fail_about(detail);
	}
	metric_add(METRIC_DB_ERRORS, e != ERR_RETRY && e != ERR_SEAT_TAKEN);
	return e;
}

bool state_stale(const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);

	return str_eq(state, "0A000") || str_eq(state, "26000");
}
