/* test_openapi - answers that are missing or contradict themselves; examples that pass their own rule. */
#include "unit.h"

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/json.h"
#include "http/openapi.c"
#include "http/schema.h"

struct doc {
	const char *name;
};

static const struct field doc_fields[] = { { "name", F_TEXT, AT(doc, name) }, { 0 } };

static enum err show(struct req *r)
{
	(void)r;
	return OK;
}

static const struct answer good_answers[] = { { 200, "Doc", doc_fields, .how = ANSWER_ONE }, { 0 } };

static void answers_are_checked(void **state)
{
	static const struct answer none[] = { { 0 } }, failing[] = { { .status = 404 }, { 0 } };
	static const struct answer untyped[] = { { .status = 200, .fields = doc_fields }, { 0 } };
	static const struct answer empty[] = { { .status = 200, .type = "Doc" }, { 0 } };
	static const struct answer nameless[] = { { 200, "Doc", doc_fields, .how = ANSWER_BESIDE }, { 0 } };
	static const struct {
		int line;
		const struct answer *answers;
		const char *want; /* NULL: passes */
	} cases[] = {
		{ __LINE__, good_answers, NULL },
		{ __LINE__, NULL, "names no answers" },
		{ __LINE__, none, "names no answers" },
		{ __LINE__, failing, "no success" },
		{ __LINE__, untyped, "type without fields" },
		{ __LINE__, empty, "type without fields" },
		{ __LINE__, nameless, "no name" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct route rows[] = { { GET, "/api/v1/x", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_READ, NULL,
					  .summary = "X", .may = MAY_NETWORK, .answers = cases[i].answers }, { 0 } };
		char why[200] = "";

		INT_AT(cases[i].line, openapi_check(rows, why, sizeof why), cases[i].want == NULL);
		if (cases[i].want && (!strstr(why, cases[i].want) || !strstr(why, "/api/v1/x")))
			FAIL_AT(cases[i].line, "says: %s", why);
	}
}

static void count_code(void *ctx, enum err e)
{
	((bool *)ctx)[e] = true;
}

/* A row has the errors of its kind and those it names, no others. */
static void errors_of_rows(void **state)
{
	const struct route open_get = { GET, "/api/v1/x", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_NONE, NULL,
					.summary = "X", .may = MAY_NETWORK, .answers = good_answers };
	struct route keyed = open_get;
	bool a[ERR__COUNT] = { 0 }, b[ERR__COUNT] = { 0 };

	(void)state;
	openapi_errors(&open_get, count_code, a);
	is_true(a[ERR_RATE] && a[ERR_UNKNOWN_FIELD] && a[ERR_INTERNAL]);
	is_false(a[ERR_UNAUTHORISED] || a[ERR_FORBIDDEN] || a[ERR_NOT_FOUND] || a[ERR_CSRF] || a[ERR_KEY_REUSED] || a[ERR_SEAT_TAKEN]);
	keyed.method = POST;
	keyed.path = "/api/v1/x/:id";
	keyed.auth = AUTH_PARTNER;
	keyed.may = MAY_SELL;
	keyed.tx = TX_WRITE;
	keyed.idempotent = true;
	keyed.errors = FAILS(ERR_SEAT_TAKEN);
	openapi_errors(&keyed, count_code, b);
	is_true(b[ERR_UNAUTHORISED] && b[ERR_FORBIDDEN] && b[ERR_NOT_FOUND] && b[ERR_CSRF] && b[ERR_KEY_REUSED] &&
		b[ERR_KEY_MISSING] && b[ERR_BUSY_RETRY] && b[ERR_SEAT_TAKEN] && b[ERR_TOO_LARGE]);
	is_false(b[ERR_HOLD_EXPIRED]);
}

/* What the description shows as an example, the rule itself takes. */
static void examples_pass(void **state)
{
	static const char *const words[] = { "one", "two", NULL };
	static const struct rule rules[] = {
		{ "int", V_INT, .min = 3, .max = 9 },	    { "count", V_COUNT, .min = -1, .max = 130, .dflt = "-1" },
		{ "zero", V_COUNT, .max = 5 },		    { "real", V_REAL, .min = 2, .max = 3 },
		{ "bool", V_BOOL },			    { "text", V_TEXT, .min = 1, .max = 3 },
		{ "long", V_TEXT, .min = 64, .max = 64 },   { "free", V_TEXT },
		{ "secret", V_SECRET, .min = 8, .max = 99 }, { "id", V_ID("route") },
		{ "public", V_PUBLIC("booking") },	    { "token", V_TOKEN },
		{ "ref", V_REF },			    { "date", V_DATE },
		{ "phone", V_PHONE },			    { "email", V_EMAIL },
		{ "enum", V_ENUM, .oneof = words },
	};
	union {
		int64_t n;
		double d;
		const char *s;
	} out;

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		struct buf b;
		struct jw w;
		cJSON *v;
		char text[200];

		buf_init(&b, arena, 100);
		jw_start(&w, &b);
		schema_rule_example(&w, &rules[i]);
		v = cJSON_Parse(b.data);
		snprintf(text, sizeof text, "%s", cJSON_IsString(v) ? v->valuestring : b.data);
		if (!value_parse(arena, &rules[i], text, &out))
			FAIL_AT(__LINE__, "%s: %s", rules[i].name, text);
		cJSON_Delete(v);
	}
}

static void names_of_operations(void **state)
{
	static const struct {
		enum method method;
		const char *path, *want;
	} cases[] = {
		{ GET, "/api/v1/bookings/:id/ticket", "getBookingsByIdTicket" },
		{ POST, "/api/v1/bookings", "postBookings" },
		{ GET, "/api/v2/places", "getV2Places" },
		{ GET, "/api/v1/partner/bookings.csv", "getPartnerBookingsCsv" },
		{ POST, "/api/v1/partner/bookings/:id/refund-paid", "postPartnerBookingsByIdRefundPaid" },
		{ GET, "/health/live", "getHealthLive" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(__LINE__, operation_id(arena, &(struct route){ .method = cases[i].method, .path = cases[i].path }),
			cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_checked), cmocka_unit_test(errors_of_rows), cmocka_unit_test(examples_pass),
		cmocka_unit_test(names_of_operations),
	};

	return unit_run("openapi", tests);
}
