/* test_row - results into structs by column name, parameters into text. */
#include "unit.h"

#include "base/who.h"
#include "store/row.c"

struct inner {
	int64_t id;
	struct names name;
};

struct all {
	int64_t number, id, money, at;
	int count, minutes;
	double real;
	bool flag;
	const char *text, *code, *key;
	const char *const *words;
	int32_t date;
	struct names names;
	const unsigned char *bytes;
	struct inner inner;
	struct inner *maybe;
	int64_t computed;
};

static const struct field inner_fields[] = {
	{ "id", F_ID("stop"), AT(inner, id), "id" },
	{ "name", F_NAMES, AT(inner, name), "name" },
	{ 0 },
};

static const struct field all_fields[] = {
	{ "number", F_INT, AT(all, number), "number" },
	{ "id", F_ID("route"), AT(all, id), "id" },
	{ "money", F_MONEY, AT(all, money), "money_c" },
	{ "at", F_TIME, AT(all, at), "at" },
	{ "count", F_COUNT, AT(all, count), "n" },
	{ "minutes", F_MINUTES, AT(all, minutes), "minutes" },
	{ "real", F_REAL, AT(all, real), "lat" },
	{ "flag", F_BOOL, AT(all, flag), "flag" },
	{ "text", F_TEXT, AT(all, text), "text" },
	{ "code", F_ENUM("x"), AT(all, code), "code" },
	{ "key", F_PUBLIC("booking"), AT(all, key), "public_id" },
	{ "words", F_WORDS("x"), AT(all, words), "words" },
	{ "date", F_DATE, AT(all, date), "day" },
	{ "names", F_NAMES, AT(all, names), "title" },
	{ "bytes", F_BYTES, AT(all, bytes), "bytes" },
	{ "inner", F_ONE, AT(all, inner), "from_", .sub = inner_fields },
	{ "maybe", F_MAYBE, AT(all, maybe), .sub = inner_fields },
	{ "computed", F_INT, AT(all, computed) },
	{ 0 },
};

static const char *const columns[] = { "number", "id", "money_c", "at", "n", "minutes", "lat", "flag", "text",
	"code", "public_id", "words", "day", "title_fr", "title_ar", "title_en", "bytes", "from_id",
	"from_name_fr", "from_name_ar", "from_name_en", "not_asked_for" };
enum { COLS = sizeof columns / sizeof columns[0] };

static PGresult *result(const char *const *names, int n)
{
	PGresult *res = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc *d = arena_get(arena, (size_t)n * sizeof *d);

	for (int i = 0; i < n; i++)
		d[i].name = arena_str(arena, names[i]);
	is_true(PQsetResultAttrs(res, n, d));
	return res;
}

static void set_cell(PGresult *res, int row, int column, const char *value)
{
	is_true(PQsetvalue(res, row, column, (char *)value, value ? (int)strlen(value) : -1));
}

static const char *const full[COLS] = { "9007199254740993", "456", "77000", "2026-11-24 10:30:00.5+00", "-3", "325",
	"36.7538", "t", "caf\xC3\xA9", "held", "00000000-0000-0000-0000-000000000001", "{wifi,ac}", "2026-11-24",
	"Alger", "\xD8\xAC", "Algiers", "\\x00ff", "7", "Oran", NULL, "Oran", "x" };

static void a_full_row(void **state)
{
	PGresult *res = result(columns, COLS);
	struct all a = { .computed = 42 };

	(void)state;
	for (int c = 0; c < COLS; c++)
		set_cell(res, 0, c, full[c]);
	same_int(row_load_one(arena, res, all_fields, &a), OK);
	same_int(a.number, 9007199254740993);
	same_int(a.id, 456);
	same_int(a.money, 77000);
	same_text(when_iso(arena, a.at), "2026-11-24T10:30:00.500Z");
	same_int(a.count, -3);
	same_int(a.minutes, 325);
	is_true(a.real > 36.7537 && a.real < 36.7539);
	is_true(a.flag);
	same_text(a.text, "caf\xC3\xA9");
	same_text(a.code, "held");
	same_text(a.key, "00000000000000000000000001");
	same_text(a.words[0], "wifi");
	same_text(a.words[1], "ac");
	same_text(a.words[2], NULL);
	same_int(a.date, when_date(2026, 11, 24));
	same_text(a.names.ar, "\xD8\xAC");
	same_text(a.names.en, "Algiers");
	is_true(a.bytes[0] == 0 && a.bytes[1] == 0xFF);
	same_int(a.inner.id, 7);
	same_text(a.inner.name.fr, "Oran");
	same_text(a.inner.name.ar, NULL);
	is_true(a.maybe == NULL);
	same_int(a.computed, 42);
	PQclear(res);
}

static void a_row_of_nulls(void **state)
{
	PGresult *res = result(columns, COLS);
	struct all a;

	(void)state;
	memset(&a, 0x55, sizeof a);
	for (int c = 0; c < COLS; c++)
		set_cell(res, 0, c, NULL);
	same_int(row_load_one(arena, res, all_fields, &a), OK);
	same_int(a.number, 0);
	same_int(a.id, 0);
	same_int(a.money, MONEY_NONE);
	same_int(a.at, WHEN_NONE);
	same_int(a.count, 0);
	same_int(a.date, WHEN_NO_DATE);
	is_true(!a.flag && !a.text && !a.code && !a.key && !a.words && !a.bytes && !a.names.fr && !a.inner.name.fr);
	PQclear(res);
}

static void columns_in_any_order(void **state)
{
	static const char *const names[] = { "name_en", "zzz", "name_fr", "id", "name_ar" };
	PGresult *res = result(names, 5);
	struct inner *rows;
	size_t n;

	(void)state;
	for (int row = 0; row < 100; row++) {
		set_cell(res, row, 0, "e");
		set_cell(res, row, 1, "z");
		set_cell(res, row, 2, "f");
		set_cell(res, row, 3, arena_printf(arena, "%d", row * 10));
		set_cell(res, row, 4, "a");
	}
	same_int(row_load_all(arena, res, inner_fields, sizeof *rows, &rows, &n), OK);
	same_int(n, 100);
	for (size_t i = 0; i < n; i++) {
		same_int(rows[i].id, (int64_t)i * 10);
		same_text(rows[i].name.fr, "f");
		same_text(rows[i].name.ar, "a");
		same_text(rows[i].name.en, "e");
	}
	PQclear(res);
	res = result(names, 5);
	same_int(row_load_all(arena, res, inner_fields, sizeof *rows, &rows, &n), OK);
	same_int(n, 0);
	PQclear(res);
}

/* A column the table names and the statement lacks is our mistake, whichever it is. */
static void missing_columns(void **state)
{
	(void)state;
	for (int gone = 0; gone < COLS - 1; gone++) {
		const char *names[COLS];
		struct all a = { 0 };
		PGresult *res;

		for (int c = 0; c < COLS; c++)
			names[c] = c == gone ? "another" : columns[c];
		res = result(names, COLS);
		for (int c = 0; c < COLS; c++)
			set_cell(res, 0, c, full[c]);
		fail_clear();
		INT_AT(__LINE__, row_load_one(arena, res, all_fields, &a), ERR_INTERNAL);
		if (!strstr(fail_note()->why, columns[gone]))
			FAIL_AT(__LINE__, "%s: %s", columns[gone], fail_note()->why);
		PQclear(res);
	}
}

static void odd_texts(void **state)
{
	static const struct {
		int line;
		const char *s;
		int n; /* -1: NULL */
	} cases[] = {
		{ __LINE__, "{}", 0 }, { __LINE__, "{a}", 1 }, { __LINE__, "{a,b,c}", 3 }, { __LINE__, "", -1 },
		{ __LINE__, "a,b", -1 }, { __LINE__, "{\"a b\"}", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *const *w = words(arena, cases[i].s);
		int n = 0;

		while (w && w[n])
			n++;
		INT_AT(cases[i].line, w ? n : -1, cases[i].n);
	}
	is_true(bytes(arena, "00ff") == NULL);
	is_true(bytes(arena, "\\x0") == NULL);
	is_true(bytes(arena, "\\x0g") == NULL);
	is_true(bytes(arena, "\\x") != NULL);
	same_text(public_id(arena, "nonsense"), NULL);
}

static void many_rows_past_the_cap(void **state)
{
	struct arena *small = arena_new(20000);
	static const char *const names[] = { "id", "name_fr", "name_ar", "name_en" };
	PGresult *res = result(names, 4);
	struct inner *rows;
	size_t n = 7;

	(void)state;
	for (int row = 0; row < 2000; row++)
		for (int c = 0; c < 4; c++)
			set_cell(res, row, c, "1");
	same_int(row_load_all(small, res, inner_fields, sizeof *rows, &rows, &n), OK);
	is_true(arena_overflown(small));
	same_int(n, 0);
	PQclear(res);
	arena_free(small);
}

static void parameters(void **state)
{
	const int64_t ints[] = { 1, -2, INT64_MAX };
	const char *const texts[] = { "a", NULL, "b \"c\" \\d", "", "{x,y}", "NULL", "\xD8\xAC" };
	struct {
		int line;
		struct param p;
		const char *want;
	} cases[] = {
		{ __LINE__, p_null(), NULL },
		{ __LINE__, p_int(0), "0" },
		{ __LINE__, p_int(INT64_MIN), "-9223372036854775808" },
		{ __LINE__, p_text("a'b\"; --"), "a'b\"; --" },
		{ __LINE__, p_text(""), "" },
		{ __LINE__, p_text(NULL), NULL },
		{ __LINE__, p_bool(true), "t" },
		{ __LINE__, p_bool(false), "f" },
		{ __LINE__, p_time(1795516200000001), "2026-11-24 10:30:00.000001+00" },
		{ __LINE__, p_time(-1), "1969-12-31 23:59:59.999999+00" },
		{ __LINE__, p_time(WHEN_NONE), NULL },
		{ __LINE__, p_date(when_date(2026, 11, 24)), "2026-11-24" },
		{ __LINE__, p_date(WHEN_NO_DATE), NULL },
		{ __LINE__, p_real(36.7538), "36.7538" },
		{ __LINE__, p_bytes("\x00\xFF", 2), "\\x00ff" },
		{ __LINE__, p_bytes("", 0), "\\x" },
		{ __LINE__, p_bytes(NULL, 5), NULL },
		{ __LINE__, p_public("00000000000000000000000001"), "00000000-0000-0000-0000-000000000001" },
		{ __LINE__, p_public("nonsense"), NULL },
		{ __LINE__, p_public(NULL), NULL },
		{ __LINE__, p_ints(ints, 3), "{1,-2,9223372036854775807}" },
		{ __LINE__, p_ints(NULL, 0), "{}" },
		{ __LINE__, p_texts(texts, 7), "{\"a\",NULL,\"b \\\"c\\\" \\\\d\",\"\",\"{x,y}\",\"NULL\",\"\xD8\xAC\"}" },
		{ __LINE__, p_texts(NULL, 0), "{}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, row_param(arena, &cases[i].p), cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_row),
		cmocka_unit_test(a_row_of_nulls),
		cmocka_unit_test(columns_in_any_order),
		cmocka_unit_test(missing_columns),
		cmocka_unit_test(odd_texts),
		cmocka_unit_test(many_rows_past_the_cap),
		cmocka_unit_test(parameters),
	};

	return unit_run("row", tests);
}
