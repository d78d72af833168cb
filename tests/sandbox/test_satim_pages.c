/* test_satim_pages - the card holder's way: form, password, and back, in three languages. */
#include "satim_kit.h"
#include "tests.h"

#include <stdio.h>
#include <string.h>

#define PAGES "/satim/payment/epg/merchants/merchantsatim/"
#define RETURN "https://bus.example.dz/pay/return?x=1&orderId="
#define FAIL "https://bus.example.dz/pay/fail?orderId="

static const char *card_form(const char *id, const char *pan, const char *cvv2, const char *year)
{
	return kit_form("mdOrder", id, "language", "en", "pan", pan, "cvv2", cvv2, "month", "01",
	    "year", year, "holder", "TEST CARDHOLDER", "action", "pay", NULL);
}

static const struct answer *type_card(const char *id, const char *pan, const char *cvv2)
{
	const char *form = card_form(id, pan, cvv2, "2027");

	return kit_call("POST", PAGES "payment.html", FORM, "Cookie: a=b", form);
}

static const struct answer *type_password(const char *id, const char *otp)
{
	const char *form = kit_form("mdOrder", id, "language", "en", "otp", otp,
	    "action", "confirm", NULL);

	return kit_call("POST", PAGES "acs.html", FORM, NULL, form);
}

static const struct answer *open_page(const char *id, const char *language)
{
	char path[200];

	snprintf(path, sizeof path, PAGES "payment.html?mdOrder=%s&language=%s", id, language);
	return kit_get(path);
}

static void assert_goes(const struct answer *a, const char *url, const char *id, const char *rest)
{
	char line[300];

	snprintf(line, sizeof line, "\r\nLocation: %s%s%s\r\n", url, id, rest);
	assert_int_equal(a->status, 302);
	assert_non_null(strstr(a->headers, line));
}

static void test_way_through(void **state)
{
	static const char *const selectors[] = {
		"id=\"pan\"", "id=\"cvv2\"", "id=\"expiry\"", "id=\"month\"", "id=\"year\"",
		"id=\"holder\"", "id=\"pay\"", "id=\"cancel\"",
	};
	const char *id = satim_register("H000000001");
	const struct answer *a;
	size_t i;

	(void)state;
	a = open_page(id, "en");
	assert_int_equal(a->status, 200);
	for (i = 0; i < sizeof selectors / sizeof selectors[0]; i++)
		assert_non_null(strstr(a->body, selectors[i]));
	assert_non_null(strstr(a->body, "2500.00\u00a0DA"));
	assert_null(strstr(a->body, "<script"));
	a = type_card(id, "6280 5811 1000 7215", "373");
	assert_int_equal(a->status, 200);
	assert_non_null(strstr(a->body, "id=\"otp\""));
	assert_non_null(strstr(a->body, "id=\"confirm\""));
	assert_null(strstr(a->body, CARD_OK));
	assert_goes(type_password(id, "123456"), RETURN, id, "");
	assert_goes(open_page(id, "en"), RETURN, id, "");
	assert_int_equal(kit_int(satim_confirm(id), "OrderStatus"), 2);
}

static void test_languages(void **state)
{
	const char *id = satim_register("H000000002");

	(void)state;
	assert_non_null(strstr(open_page(id, "fr")->body, "<html lang=\"fr\" dir=\"ltr\">"));
	assert_non_null(strstr(open_page(id, "ar")->body, "<html lang=\"ar\" dir=\"rtl\">"));
	assert_non_null(strstr(open_page(id, "ar")->body, "رقم البطاقة"));
	assert_non_null(strstr(open_page(id, "en")->body, "Card number"));
	assert_int_equal(open_page("AAAAAAAAAAAAAAAAAAAA", "en")->status, 404);
}

static void test_form_errors(void **state)
{
	const char *id = satim_register("H000000003");
	const struct answer *a;

	(void)state;
	a = type_card(id, "\"><b>1234", "37");
	assert_int_equal(a->status, 422);
	assert_non_null(strstr(a->body, "id=\"errors\""));
	assert_non_null(strstr(a->body, "value=\"&quot;&gt;&lt;b&gt;1234\""));
	assert_int_equal(kit_int(satim_status(id), "OrderStatus"), 0);
	assert_non_null(strstr(type_password(id, "123456")->body, "id=\"pan\""));
}

/* Mistyped data and cards that are not on the sheet are declined, not refused. */
static void test_mistyped(void **state)
{
	static const struct {
		const char *pan, *cvv2, *year, *password;
		int action_code;
	} cases[] = {
		{ CARD_OK, "374", "2027", "123456", 111 },
		{ CARD_OK, "373", "2028", "123456", -1 },
		{ "6280581110009999", "373", "2027", "123456", 125 },
		{ "6280580610061318", "930", "2027", "666666", 2003 },
	};
	char number[11];
	const char *id;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(number, sizeof number, "M%09zu", i);
		id = satim_register(number);
		kit_call("POST", PAGES "payment.html", FORM, NULL,
		    card_form(id, cases[i].pan, cases[i].cvv2, cases[i].year));
		assert_goes(type_password(id, cases[i].password), FAIL, id, "#top");
		assert_int_equal(kit_int(satim_status(id), "actionCode"), cases[i].action_code);
	}
}

static void test_wrong_passwords(void **state)
{
	const char *id = satim_register("H000000004");

	(void)state;
	type_card(id, CARD_OK, "373");
	assert_int_equal(type_password(id, "000000")->status, 422);
	assert_int_equal(type_password(id, "000000")->status, 422);
	assert_goes(type_password(id, "000000"), FAIL, id, "#top");
	assert_int_equal(kit_int(satim_status(id), "actionCode"), 2003);
}

static void test_cancel(void **state)
{
	const char *id = satim_register("H000000005");
	const struct answer *a;

	(void)state;
	a = kit_call("POST", PAGES "payment.html", FORM, NULL,
	    kit_form("mdOrder", id, "action", "cancel", NULL));
	assert_goes(a, FAIL, id, "#top");
	assert_int_equal(kit_int(satim_status(id), "actionCode"), 10);
	assert_string_equal(kit_str(kit_get("/__sim/satim/journal")->body, "orders.0.state"),
	    "cancelled");
}

static void test_session_over(void **state)
{
	const char *id = satim_register("H000000006");
	const struct answer *a;

	(void)state;
	type_card(id, CARD_OK, "373");
	kit_control("/__sim/clock", "{\"advance_s\":1201}");
	a = type_password(id, "123456");
	assert_int_equal(a->status, 200);
	assert_non_null(strstr(a->body, "id=\"back\""));
	assert_int_equal(kit_int(kit_get("/__sim/satim/journal")->body, "orders.0.captured"), 0);
}

/* Every card of the sheet gives what the sheet says. */
static void test_card_sheet(void **state)
{
	static const struct { const char *pan; int action_code; } sheet[] = {
		{ "6280581110007215", 0 }, { "6280580610061011", 0 }, { "6280581110006712", 203 },
		{ "6280581110006316", 208 }, { "6280581110006415", 209 },
		{ "6280581110006613", -1 },
		{ "6280581110003927", 125 }, { "6280580610061219", 121 },
		{ "6280580610061110", 116 },
		{ "6280581110006514", 111 }, { "6280580610061318", 2003 },
		{ "6280581110007017", 2003 },
		{ "6280581110007116", -1 }, { "6280581110007314", -2006 },
		{ "6280580610056615", -2006 },
	};
	char number[11];
	const char *id;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sheet / sizeof sheet[0]; i++) {
		snprintf(number, sizeof number, "S%09zu", i);
		id = satim_register(number);
		assert_string_equal(kit_str(satim_pay(id, sheet[i].pan), "state"),
		    sheet[i].action_code ? "declined" : "paid");
		assert_int_equal(kit_int(satim_status(id), "actionCode"), sheet[i].action_code);
	}
}

int test_satim_pages(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_way_through, kit_reset),
		cmocka_unit_test_setup(test_languages, kit_reset),
		cmocka_unit_test_setup(test_form_errors, kit_reset),
		cmocka_unit_test_setup(test_mistyped, kit_reset),
		cmocka_unit_test_setup(test_wrong_passwords, kit_reset),
		cmocka_unit_test_setup(test_cancel, kit_reset),
		cmocka_unit_test_setup(test_session_over, kit_reset),
		cmocka_unit_test_setup(test_card_sheet, kit_reset),
	};

	return cmocka_run_group_tests_name("satim pages", tests, NULL, NULL);
}
