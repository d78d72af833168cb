/* test_field - a document of every kind of field as JSON, and who sees what. */
#include "unit.h"

#include "base/field.c"
#include "base/who.h"

struct stop {
	int64_t id;
	struct names name;
};

struct doc {
	int64_t number, id, none, money, free_of_charge, at, never;
	int count, minutes;
	double real;
	bool yes, no;
	const char *text, *nothing, *status, *key;
	const char *const *words;
	int32_t date, no_date;
	struct names names;
	const unsigned char *bytes;
	struct stop one, *maybe, *absent, *list;
	size_t n_list;
	int64_t secret, staff;
};

static const struct field stop_fields[] = {
	{ "stopId", F_ID("stop"), AT(stop, id) },
	{ "name", F_NAMES, AT(stop, name) },
	{ 0 },
};

static const struct field doc_fields[] = {
	{ "number", F_INT, AT(doc, number) },
	{ "id", F_ID("route"), AT(doc, id) },
	{ "none", F_ID("bus"), AT(doc, none) },
	{ "money", F_MONEY, AT(doc, money) },
	{ "freeOfCharge", F_MONEY, AT(doc, free_of_charge) },
	{ "at", F_TIME, AT(doc, at) },
	{ "never", F_TIME, AT(doc, never) },
	{ "count", F_COUNT, AT(doc, count) },
	{ "minutes", F_MINUTES, AT(doc, minutes) },
	{ "real", F_REAL, AT(doc, real) },
	{ "yes", F_BOOL, AT(doc, yes) },
	{ "no", F_BOOL, AT(doc, no) },
	{ "text", F_TEXT, AT(doc, text) },
	{ "nothing", F_TEXT, AT(doc, nothing) },
	{ "status", F_ENUM("booking_status"), AT(doc, status) },
	{ "key", F_PUBLIC("booking"), AT(doc, key) },
	{ "words", F_WORDS("amenity"), AT(doc, words) },
	{ "date", F_DATE, AT(doc, date) },
	{ "noDate", F_DATE, AT(doc, no_date) },
	{ "names", F_NAMES, AT(doc, names) },
	{ "bytes", F_BYTES, AT(doc, bytes) },
	{ "one", F_ONE, AT(doc, one), .sub = stop_fields },
	{ "maybe", F_MAYBE, AT(doc, maybe), .sub = stop_fields },
	{ "absent", F_MAYBE, AT(doc, absent), .sub = stop_fields },
	{ "list", F_LIST, AT(doc, list), .sub = stop_fields, .size = sizeof(struct stop),
	  .count_at = offsetof(struct doc, n_list) },
	{ "secret", F_INT, AT(doc, secret), .see = SEE_NONE },
	{ "staff", F_INT, AT(doc, staff), .see = ROLE_ADMIN | ROLE_FINANCE },
	{ 0 },
};

static const char *const words[] = { "wifi", "ac", NULL };

static const char *json_of(const struct field *fields, const void *row, unsigned role)
{
	struct buf out;
	struct jw w;

	buf_init(&out, arena, 0);
	jw_start(&w, &out);
	jw_object(&w);
	field_json(&w, fields, row, role);
	jw_end(&w);
	return out.data;
}

static void whole_document(void **state)
{
	struct stop stops[] = { { 1, { "Alger", "A", "Algiers" } }, { 2, { "Oran", NULL, NULL } } };
	struct doc d = {
		.number = 9007199254740991, .id = 456, .money = 77000, .free_of_charge = MONEY_NONE,
		.at = 1795516200000000, .never = WHEN_NONE, .count = -3, .minutes = 325, .real = 36.75,
		.yes = true, .text = "a<b", .status = "held", .key = "00000000000000000000000001",
		.words = words, .date = 20781, .no_date = WHEN_NO_DATE,
		.names = { "S\xC3\xA9tif", "x", "Setif" }, .bytes = (const unsigned char *)"hush",
		.one = stops[0], .maybe = &stops[1], .list = stops, .n_list = 2, .secret = 42, .staff = 43,
	};

	(void)state;
	same_text(json_of(doc_fields, &d, ROLE_CUSTOMER),
		  "{\"number\":9007199254740991,\"id\":\"route_456\",\"none\":null,"
		  "\"money\":{\"amount\":77000,\"currency\":\"DZD\"},\"freeOfCharge\":null,"
		  "\"at\":\"2026-11-24T10:30:00Z\",\"never\":null,\"count\":-3,\"minutes\":325,\"real\":36.75,"
		  "\"yes\":true,\"no\":false,\"text\":\"a\\u003cb\",\"nothing\":null,\"status\":\"held\","
		  "\"key\":\"booking_00000000000000000000000001\",\"words\":[\"wifi\",\"ac\"],"
		  "\"date\":\"2026-11-24\",\"noDate\":null,"
		  "\"names\":{\"fr\":\"S\xC3\xA9tif\",\"ar\":\"x\",\"en\":\"Setif\"},"
		  "\"one\":{\"stopId\":\"stop_1\",\"name\":{\"fr\":\"Alger\",\"ar\":\"A\",\"en\":\"Algiers\"}},"
		  "\"maybe\":{\"stopId\":\"stop_2\",\"name\":{\"fr\":\"Oran\",\"ar\":null,\"en\":null}},"
		  "\"absent\":null,"
		  "\"list\":[{\"stopId\":\"stop_1\",\"name\":{\"fr\":\"Alger\",\"ar\":\"A\",\"en\":\"Algiers\"}},"
		  "{\"stopId\":\"stop_2\",\"name\":{\"fr\":\"Oran\",\"ar\":null,\"en\":null}}]}");
}

static void empty_document(void **state)
{
	static const struct field none[] = { { 0 } };
	struct doc d = { .never = WHEN_NONE, .no_date = WHEN_NO_DATE };
	const char *json;

	(void)state;
	same_text(json_of(none, &d, ROLE_ADMIN), "{}");
	json = json_of(doc_fields, &d, ROLE_CUSTOMER);
	is_true(strstr(json, "\"words\":[]") && strstr(json, "\"list\":[]") && strstr(json, "\"key\":null"));
}

/* The mask, role by role: staff fields for those two roles, secrets and bytes for nobody. */
static void who_sees_what(void **state)
{
	struct doc d = { .never = WHEN_NONE, .no_date = WHEN_NO_DATE, .bytes = (const unsigned char *)"hush" };

	(void)state;
	for (unsigned role = ROLE_ANONYMOUS; role <= ROLE_WORKER; role <<= 1) {
		const char *json = json_of(doc_fields, &d, role);
		bool staff = role == ROLE_ADMIN || role == ROLE_FINANCE;

		INT_AT(__LINE__, strstr(json, "\"staff\"") != NULL, staff);
		is_true(!strstr(json, "\"secret\"") && !strstr(json, "\"bytes\"") && !strstr(json, "hush"));
		is_true(strstr(json, "\"text\"") != NULL);
	}
	is_true(!strstr(json_of(doc_fields, &d, 0), "\"staff\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_document),
		cmocka_unit_test(empty_document),
		cmocka_unit_test(who_sees_what),
	};

	return unit_run("field", tests);
}
