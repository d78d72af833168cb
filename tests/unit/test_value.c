/* test_value - every kind of value: what is taken, what it becomes, what is refused. */
#include "unit.h"

#include "http/value.c"

struct all {
	int64_t number;
	int count;
	double real;
	bool yes;
	int32_t date;
	const char *text;
};

struct text_case {
	int line;
	const char *s, *want; /* NULL: refused */
};

static void texts_through(const struct rule *rule, const struct text_case *c, size_t n)
{
	for (; n > 0; n--, c++) {
		struct all a = { .text = "untouched" };
		bool ok = value_parse(arena, rule, c->s, &a);

		INT_AT(c->line, ok, c->want != NULL);
		if (ok)
			TEXT_AT(c->line, a.text, c->want);
	}
}
#define THROUGH(rule, cases) texts_through(rule, cases, sizeof(cases) / sizeof(cases)[0])

static void phones(void **state)
{
	static const struct rule rule = { "phone", V_PHONE, AT(all, text) };
	static const struct text_case cases[] = {
		{ __LINE__, "0550123456", "+213550123456" },
		{ __LINE__, "0550 12 34 56", "+213550123456" },
		{ __LINE__, "0550.12.34.56", "+213550123456" },
		{ __LINE__, "0550-12-34-56", "+213550123456" },
		{ __LINE__, "(0550) 12/34/56", "+213550123456" },
		{ __LINE__, "0550\xC2\xA0" "12\xC2\xA0" "34 56", "+213550123456" },
		{ __LINE__, "+213550123456", "+213550123456" },
		{ __LINE__, "+213 (0) 550 12 34 56", "+213550123456" },
		{ __LINE__, "00213550123456", "+213550123456" },
		{ __LINE__, "213550123456", "+213550123456" },
		{ __LINE__, "\xD9\xA0\xD9\xA5\xD9\xA5\xD9\xA0\xD9\xA1\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xA5\xD9\xA6",
		  "+213550123456" },
		{ __LINE__, "0661234567", "+213661234567" },
		{ __LINE__, "0770123456", "+213770123456" },
		{ __LINE__, "021123456", "+21321123456" },
		{ __LINE__, "+21321123456", "+21321123456" },
		{ __LINE__, "049123456", "+21349123456" },
		{ __LINE__, "+33612345678", "+33612345678" },
		{ __LINE__, "0033612345678", "+33612345678" },
		{ __LINE__, "+14155552671", "+14155552671" },
		{ __LINE__, "", NULL },
		{ __LINE__, "+", NULL },
		{ __LINE__, "0", NULL },
		{ __LINE__, "00", NULL },
		{ __LINE__, "055012345", NULL },
		{ __LINE__, "05501234567", NULL },
		{ __LINE__, "0850123456", NULL },
		{ __LINE__, "0150123456", NULL },
		{ __LINE__, "021 12 34 567", NULL },
		{ __LINE__, "550123456", NULL },
		{ __LINE__, "+213850123456", NULL },
		{ __LINE__, "+2130", NULL },
		{ __LINE__, "+0123456789", NULL },
		{ __LINE__, "+1234567", NULL },
		{ __LINE__, "+1234567890123456", NULL },
		{ __LINE__, "0550+123456", NULL },
		{ __LINE__, "++213550123456", NULL },
		{ __LINE__, "0550123456x", NULL },
		{ __LINE__, "0550123456\n", NULL },
		{ __LINE__, "0550123456;", NULL },
		{ __LINE__, "\xC2\xA1" "550123456", NULL },
		{ __LINE__, "000000000000000000000000000000000000000000000000", NULL },
	};

	(void)state;
	THROUGH(&rule, cases);
}

static void emails(void **state)
{
	static const struct rule rule = { "email", V_EMAIL, AT(all, text) };
	static const struct text_case cases[] = {
		{ __LINE__, "a@b.dz", "a@b.dz" },
		{ __LINE__, "  Prenom.Nom@Exemple.DZ ", "prenom.nom@exemple.dz" },
		{ __LINE__, "a+tag@mail.b-c.com", "a+tag@mail.b-c.com" },
		{ __LINE__, "o'neil@x.ie", "o'neil@x.ie" },
		{ __LINE__, "", NULL },
		{ __LINE__, "a", NULL },
		{ __LINE__, "@b.dz", NULL },
		{ __LINE__, "a@", NULL },
		{ __LINE__, "a@b", NULL },
		{ __LINE__, "a@b.d", NULL },
		{ __LINE__, "a@.dz", NULL },
		{ __LINE__, "a@b..dz", NULL },
		{ __LINE__, "a@-b.dz", NULL },
		{ __LINE__, "a@b-.dz", NULL },
		{ __LINE__, "a@b.dz-", NULL },
		{ __LINE__, "a@b.dz.", NULL },
		{ __LINE__, ".a@b.dz", NULL },
		{ __LINE__, "a.@b.dz", NULL },
		{ __LINE__, "a..b@b.dz", NULL },
		{ __LINE__, "a b@b.dz", NULL },
		{ __LINE__, "a@b@c.dz", NULL },
		{ __LINE__, "\"a\"@b.dz", NULL },
		{ __LINE__, "a@b.dz\nBcc: x@y.z", NULL },
		{ __LINE__, "a@b.dz,c@d.dz", NULL },
		{ __LINE__, "<a@b.dz>", NULL },
		{ __LINE__, "a@[127.0.0.1]", NULL },
		{ __LINE__, "\xC3\xA9@b.dz", NULL },
		{ __LINE__, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.dz", NULL },
		{ __LINE__, "a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.dz", NULL },
	};
	struct buf big;

	(void)state;
	THROUGH(&rule, cases);
	buf_init(&big, arena, 0);
	buf_str(&big, "a@");
	for (int i = 0; i < 64; i++)
		buf_str(&big, "b.c.");
	buf_str(&big, "dz");
	is_true(value_email(arena, big.data) == NULL); /* 260 bytes */
}

static void plain_texts(void **state)
{
	static const struct rule name = { "name", V_TEXT, AT(all, text), .need = true, .min = 2, .max = 5 };
	static const struct rule maybe = { "note", V_TEXT, AT(all, text), .max = 5 };
	static const struct text_case cases[] = {
		{ __LINE__, "ab", "ab" },
		{ __LINE__, "abcde", "abcde" },
		{ __LINE__, "  a   b  ", "a b" },
		{ __LINE__, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9" },
		{ __LINE__, "a\nb", "a b" },
		{ __LINE__, "<b>", "<b>" },
		{ __LINE__, "\xE2\x80\x8F" "ab", "\xE2\x80\x8F" "ab" },
		{ __LINE__, "a", NULL },
		{ __LINE__, "", NULL },
		{ __LINE__, "  a  ", NULL },
		{ __LINE__, "abcdef", NULL },
		{ __LINE__, "a\x01" "b", NULL },
		{ __LINE__, "a\x1B" "b", NULL },
		{ __LINE__, "a\x7F" "b", NULL },
		{ __LINE__, "a\xC2\x85" "b", NULL },
		{ __LINE__, "a\xE2\x80\xAE" "b", NULL },
		{ __LINE__, "a\xE2\x81\xA6" "b", NULL },
	};
	static const struct text_case maybes[] = {
		{ __LINE__, "ab", "ab" },
	};
	struct all a = { .text = "untouched" };

	(void)state;
	THROUGH(&name, cases);
	THROUGH(&maybe, maybes);
	is_true(value_parse(arena, &maybe, "  ", &a));
	same_text(a.text, NULL); /* nothing but blanks is nothing */
}

static void numbers(void **state)
{
	static const struct {
		int line;
		const char *s;
		bool ok;
		int want;
	} cases[] = {
		{ __LINE__, "1", true, 1 },
		{ __LINE__, "6", true, 6 },
		{ __LINE__, " 3 ", true, 3 },
		{ __LINE__, "\xD9\xA3", true, 3 },
		{ __LINE__, "0", false, 0 },
		{ __LINE__, "7", false, 0 },
		{ __LINE__, "", false, 0 },
		{ __LINE__, "1.0", false, 0 },
		{ __LINE__, "1e0", false, 0 },
		{ __LINE__, "01", false, 0 },
		{ __LINE__, "4294967297", false, 0 }, /* would be 1 in 32 bits */
		{ __LINE__, "-1", false, 0 },
	};
	static const struct {
		int line;
		const char *s;
		bool ok;
	} reals[] = {
		{ __LINE__, "36.75", true }, { __LINE__, "-90", true },  { __LINE__, "9e1", true },
		{ __LINE__, "90.1", false }, { __LINE__, "nan", false }, { __LINE__, "inf", false },
		{ __LINE__, "0x10", false }, { __LINE__, "", false },    { __LINE__, "1,5", false },
		{ __LINE__, "1 2", false },  { __LINE__, "1e400", false }, { __LINE__, ".", false },
		{ __LINE__, "infinity", false }, { __LINE__, "nan(1)", false },
	};
	static const struct rule count = { "n", V_COUNT, AT(all, count), .min = 1, .max = 6 };
	static const struct rule real = { "lat", V_REAL, AT(all, real), .min = -90, .max = 90 };
	struct all a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool ok = value_parse(arena, &count, cases[i].s, &a);

		INT_AT(cases[i].line, ok, cases[i].ok);
		if (ok)
			INT_AT(cases[i].line, a.count, cases[i].want);
	}
	for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++)
		INT_AT(reals[i].line, value_parse(arena, &real, reals[i].s, &a), reals[i].ok);
}

static void ids(void **state)
{
	static const struct rule id = { "routeId", V_ID("route"), AT(all, number) };
	static const struct rule public = { ":id", V_PUBLIC("booking"), AT(all, text) };
	static const struct rule token = { "token", V_TOKEN, AT(all, text) };
	static const struct rule ref = { "ref", V_REF, AT(all, text) };
	static const struct text_case publics[] = {
		{ __LINE__, "booking_00000000000000000000000001", "00000000000000000000000001" },
		{ __LINE__, "00000000000000000000000001", NULL },
		{ __LINE__, "payment_00000000000000000000000001", NULL },
		{ __LINE__, "booking_", NULL },
		{ __LINE__, "", NULL },
	};
	static const struct text_case tokens[] = {
		{ __LINE__, "00000000000000000000000001", "00000000000000000000000001" },
		{ __LINE__, "0000000000000000000000001", NULL },
		{ __LINE__, "../../../../etc/passwd%000", NULL },
	};
	static const struct text_case refs[] = {
		{ __LINE__, "K7P2MX", "K7P2MX" },
		{ __LINE__, " k7p2mx ", "K7P2MX" },
		{ __LINE__, "K7P2M", NULL },
		{ __LINE__, "K7P2M0", NULL },
		{ __LINE__, "K7 P2MX", NULL },
	};
	struct all a = { 0 };

	(void)state;
	is_true(value_parse(arena, &id, "route_456", &a));
	same_int(a.number, 456);
	is_false(value_parse(arena, &id, "456", &a));
	is_false(value_parse(arena, &id, "bus_456", &a));
	THROUGH(&public, publics);
	THROUGH(&token, tokens);
	THROUGH(&ref, refs);
}

static void others(void **state)
{
	static const char *const kinds[] = { "card", "cash", NULL };
	static const struct rule method = { "method", V_ENUM, AT(all, text), .oneof = kinds };
	static const struct rule secret = { "password", V_SECRET, AT(all, text), .min = 8, .max = 12 };
	static const struct rule yes = { "yes", V_BOOL, AT(all, yes) };
	static const struct rule date = { "date", V_DATE, AT(all, date) };
	static const struct text_case methods[] = {
		{ __LINE__, "card", "card" }, { __LINE__, "Card", NULL }, { __LINE__, "", NULL },
		{ __LINE__, "card ", NULL },
	};
	static const struct text_case secrets[] = {
		{ __LINE__, " a  b\xC3\xA9\x01 ", " a  b\xC3\xA9\x01 " }, /* as given */
		{ __LINE__, "1234567", NULL }, { __LINE__, "1234567890123", NULL },
	};
	struct all a = { 0 };

	(void)state;
	THROUGH(&method, methods);
	THROUGH(&secret, secrets);
	is_true(value_parse(arena, &yes, "1", &a) && a.yes);
	is_true(value_parse(arena, &yes, "on", &a) && a.yes);
	is_true(value_parse(arena, &yes, "false", &a) && !a.yes);
	is_false(value_parse(arena, &yes, "yes", &a));
	is_false(value_parse(arena, &yes, "", &a));
	is_true(value_parse(arena, &date, " 24/11/2026 ", &a));
	same_int(a.date, when_date(2026, 11, 24));
	is_true(value_parse(arena, &date, "\xD9\xA2\xD9\xA4/11/2026", &a));
	is_false(value_parse(arena, &date, "2026-11-31", &a));
	for (int kind = VALUE_TEXTS; kind <= VALUE_LIST; kind++)
		is_false(value_parse(arena, &(struct rule){ .kind = (enum value_kind)kind }, "x", &a));
}

static void sizes(void **state)
{
	static const struct rule rules[] = { { "a", V_INT, AT(all, number) }, { .size = sizeof(struct all) } };

	(void)state;
	same_int(rule_size(rules), sizeof(struct all));
	same_int(rule_size(no_rules), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phones),
		cmocka_unit_test(emails),
		cmocka_unit_test(plain_texts),
		cmocka_unit_test(numbers),
		cmocka_unit_test(ids),
		cmocka_unit_test(others),
		cmocka_unit_test(sizes),
	};

	return unit_run("value", tests);
}
