/*
 * test_satim - the merchant's calls: every refusal, the paid path, refunds, and the wire's
 * oddities.
 */
#include "satim_kit.h"
#include "tests.h"

#include <stdio.h>
#include <string.h>

#define LONG10 "1234567890"
#define LONG100 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10

/* One parameter changed (NULL: left out) and the error code it must give. */
static const struct { const char *name, *value; int code; } refusals[] = {
	{ "userName", NULL, 4 }, { "userName", "OTHER", 5 }, { "password", NULL, 4 },
	{ "password", "wrong", 5 },
	{ "orderNumber", NULL, 4 }, { "orderNumber", "", 4 }, { "orderNumber", "B000000042X", 5 },
	{ "orderNumber", "B-0000042X", 5 }, { "amount", NULL, 4 }, { "amount", "4999", 5 },
	{ "amount", "4900", 5 },
	{ "amount", "-5000", 5 }, { "amount", "5000.0", 5 }, { "amount", "5050", 5 },
	{ "amount", LONG10 LONG10, 5 }, { "currency", NULL, 4 }, { "currency", "12", 3 },
	{ "currency", "978", 3 },
	{ "returnUrl", NULL, 4 }, { "returnUrl", "bus.example.dz", 5 },
	{ "returnUrl", "javascript:1", 5 },
	{ "returnUrl", "https://b.dz/" LONG100 LONG100 LONG100 LONG100 LONG100, 5 },
	{ "failUrl", "ftp://b.dz/", 5 }, { "description", "a<b", 5 },
	{ "language", NULL, 4 }, { "language", "DE", 5 }, { "language", "FRA", 5 },
	{ "jsonParams", NULL, 4 }, { "jsonParams", "udf1", 5 }, { "jsonParams", "[]", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\"}", 5 },
	{ "jsonParams", "{\"udf1\":\"A\"}", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E9999999999\",\"udf1\":\"A\"}", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":\"A\",\"other\":\"x\"}", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":\"123456789012345678901\"}", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":7}", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":\"A\"} x", 5 },
	{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":\"A\",\"fundingTypeIndicator\":\"XX\"}", 5 },
	{ "sessionTimeoutSecs", "900", 5 }, { "dynamicCallbackUrl", "https://b.dz/", 5 },
};

static int register_code(const char *number, const char *name, const char *value)
{
	const struct answer *a = kit_call("POST", REST "register.do", FORM, NULL,
	    satim_form(number, name, value));

	assert_int_equal(a->status, 200);
	assert_non_null(strstr(a->headers, "Content-Type: application/json;charset=UTF-8"));
	return (int)kit_int(a->body, "errorCode");
}

static void test_register_refusals(void **state)
{
	size_t i;
	int code;

	(void)state;
	for (i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		code = register_code("R000000001", refusals[i].name, refusals[i].value);
		if (code != refusals[i].code)
			print_error("%s=%s gave %d\n", refusals[i].name, refusals[i].value, code);
		assert_int_equal(code, refusals[i].code);
		assert_false(kit_has(kit_get("/__sim/satim/journal")->body, "orders.0"));
	}
	assert_int_equal(register_code("R000000001", "language", "ar"), 0);
	assert_int_equal(register_code("R000000001", NULL, NULL), 1);
}

static void test_register_transport(void **state)
{
	char twice[5000], path[5000];
	const struct answer *a;

	(void)state;
	a = kit_call("POST", REST "register.do", JSON, NULL, "{\"userName\":\"SIMUSER\"}");
	assert_int_equal(kit_int(a->body, "errorCode"), 4);
	a = kit_call("POST", REST "Register.do", FORM, NULL, satim_form("R000000002", NULL, NULL));
	assert_int_equal(a->status, 404);
	a = kit_call("GET", REST "register.do", NULL, NULL, NULL);
	assert_int_equal(a->status, 405);
	a = kit_call("POST", REST "register.do", FORM, "Traceparent: 00-1-2-01",
	    satim_form("R000000002", NULL, NULL));
	assert_int_equal(a->status, 400);
	snprintf(twice, sizeof twice, "%s&amount=5000", satim_form("R000000002", NULL, NULL));
	a = kit_call("POST", REST "register.do", FORM, NULL, twice);
	assert_int_equal(kit_int(a->body, "errorCode"), 5);
	snprintf(path, sizeof path, "%s", REST "register.do?userName=SIMUSER");
	a = kit_call("POST", path, FORM, NULL, satim_form("R000000002", NULL, NULL));
	assert_int_equal(kit_int(a->body, "errorCode"), 5);
	a = kit_call("POST", REST "register.do", "application/x-www-form-urlencoded; charset=utf-8",
	    NULL, satim_form("R000000002", NULL, NULL));
	assert_int_equal(kit_int(a->body, "errorCode"), 0);
	assert_non_null(strstr(kit_str(a->body, "formUrl"), "/payment.html?mdOrder="));
	assert_non_null(strstr(kit_str(a->body, "formUrl"), "&language=fr"));
}

static void test_password_change(void **state)
{
	(void)state;
	kit_control("/__sim/satim/settings", "{\"password_change\":true}");
	assert_int_equal(register_code("R000000003", NULL, NULL), 5);
	assert_string_equal(kit_str(satim_confirm("x"), "ErrorCode"), "5");
}

static void test_paid(void **state)
{
	const char *id = satim_register("P000000001"), *body;
	char back[100];

	(void)state;
	body = satim_status(id);
	assert_int_equal(kit_int(body, "OrderStatus"), 0);
	assert_int_equal(kit_int(body, "actionCode"), -100);
	body = satim_pay(id, CARD_OK);
	assert_string_equal(kit_str(body, "state"), "paid");
	snprintf(back, sizeof back, "https://bus.example.dz/pay/return?x=1&orderId=%s", id);
	assert_string_equal(kit_str(body, "redirect"), back);
	body = satim_confirm(id);
	assert_string_equal(kit_str(body, "ErrorCode"), "0");
	assert_int_equal(kit_int(body, "OrderStatus"), 2);
	assert_int_equal(kit_int(body, "Amount"), 250000);
	assert_int_equal(kit_int(body, "depositAmount"), 250000);
	assert_string_equal(kit_str(body, "currency"), "012");
	assert_string_equal(kit_str(body, "OrderNumber"), "P000000001");
	assert_string_equal(kit_str(body, "Pan"), "6280****7215");
	assert_string_equal(kit_str(body, "expiration"), "202701");
	assert_string_equal(kit_str(body, "params.respCode"), "00");
	assert_string_equal(kit_str(body, "params.udf1"), "P7F3K2M9Q1");
	assert_string_equal(kit_str(body, "params.respCode_desc"), "Your payment was accepted");
	body = satim_confirm(id);
	assert_string_equal(kit_str(body, "ErrorCode"), "2");
	assert_false(kit_has(body, "OrderStatus"));
	body = satim_extended(id);
	assert_int_equal(kit_int(body, "orderStatus"), 2);
	assert_string_equal(kit_str(body, "cardAuthInfo.pan"), "628058**7215");
	assert_string_equal(kit_str(body, "attributes.0.value"), id);
	assert_int_equal(register_code("P000000001", NULL, NULL), 1);
}

static void test_confirm_refusals(void **state)
{
	const char *id = satim_register("P000000002");
	const struct answer *a;

	(void)state;
	assert_string_equal(kit_str(satim_confirm("AAAAAAAAAAAAAAAAAAAA"), "ErrorCode"), "6");
	assert_string_equal(kit_str(satim_confirm(""), "ErrorCode"), "5");
	assert_int_equal(kit_int(satim_refund("AAAAAAAAAAAAAAAAAAAA", "5000"), "errorCode"), 6);
	a = kit_call("POST", REST "confirmOrder.do", FORM, NULL, satim_named("mdOrder", id));
	assert_string_equal(kit_str(a->body, "ErrorCode"), "5");
	a = kit_call("POST", REST "confirmOrder.do", FORM, NULL, satim_named("orderId", id));
	assert_int_equal(kit_int(a->body, "OrderStatus"), 0);
	kit_control("/__sim/satim/settings", "{\"unknown_order\":\"live\"}");
	assert_string_equal(satim_confirm("AAAAAAAAAAAAAAAAAAAA"), "\"Transaction is not found\"");
}

static void test_refunds(void **state)
{
	const char *id = satim_register("P000000003"), *body;

	(void)state;
	assert_int_equal(kit_int(satim_refund(id, "5000"), "errorCode"), 7);
	satim_pay(id, CARD_OK);
	assert_int_equal(kit_int(satim_refund(id, "4900"), "errorCode"), 5);
	assert_int_equal(kit_int(satim_refund(id, "250100"), "errorCode"), 5);
	assert_int_equal(kit_int(satim_refund(id, "50000"), "errorCode"), 0);
	body = satim_status(id);
	assert_int_equal(kit_int(body, "OrderStatus"), 4);
	assert_int_equal(kit_int(body, "depositAmount"), 200000);
	assert_int_equal(kit_int(satim_refund(id, "200100"), "errorCode"), 5);
	assert_int_equal(kit_int(satim_refund(id, "200000"), "errorCode"), 0);
	assert_int_equal(kit_int(satim_refund(id, "5000"), "errorCode"), 5);
	body = kit_get("/__sim/satim/journal")->body;
	assert_string_equal(kit_str(body, "orders.0.state"), "refunded");
	assert_int_equal(kit_int(body, "orders.0.captured"), 250000);
	assert_int_equal(kit_int(body, "orders.0.refunded"), 250000);
	assert_int_equal(kit_int(body, "orders.0.net"), 0);
	assert_int_equal(kit_int(body, "orders.0.refunds.1.amount"), 200000);
}

static void test_declines(void **state)
{
	const char *id = satim_register("D000000001"), *body;
	char back[100];

	(void)state;
	body = satim_pay(id, CARD_POOR);
	assert_string_equal(kit_str(body, "state"), "declined");
	snprintf(back, sizeof back, "https://bus.example.dz/pay/fail?orderId=%s#top", id);
	assert_string_equal(kit_str(body, "redirect"), back);
	body = satim_confirm(id);
	assert_int_equal(kit_int(body, "OrderStatus"), 6);
	assert_string_equal(kit_str(body, "ErrorCode"), "2");
	assert_string_equal(kit_str(body, "params.respCode"), "51");
	assert_int_equal(kit_int(body, "actionCode"), 116);
	assert_int_equal(kit_int(body, "depositAmount"), 0);
	satim_set(id, "{\"decline_shape\":\"status3\"}");
	body = satim_status(id);
	assert_int_equal(kit_int(body, "OrderStatus"), 3);
	assert_string_equal(kit_str(body, "ErrorCode"), "0");
	assert_string_equal(kit_str(body, "params.respCode"), "00");
	satim_set(id, "{\"decline_shape\":\"absent\"}");
	kit_control("/__sim/satim/settings", "{\"blank_desc\":true}");
	body = satim_status(id);
	assert_false(kit_has(body, "OrderStatus"));
	assert_true(kit_has(body, "params.respCode_desc"));
	assert_string_equal(kit_str(body, "params.respCode_desc"), "");
	assert_string_equal(kit_str(body, "actionCodeDescription"), "Insufficient balance");
}

static void test_wire_styles(void **state)
{
	const char *id = satim_register("W000000001"), *body;

	(void)state;
	satim_pay(id, CARD_OK);
	kit_control("/__sim/satim/settings", "{\"wire\":\"strings\"}");
	body = satim_status(id);
	assert_string_equal(kit_str(body, "OrderStatus"), "2");
	assert_string_equal(kit_str(body, "Amount"), "250000");
	kit_control("/__sim/satim/settings", "{\"wire\":\"numbers\",\"keys\":\"lower\"}");
	body = satim_status(id);
	assert_int_equal(kit_int(body, "errorCode"), 0);
	assert_int_equal(kit_int(body, "orderStatus"), 2);
	kit_control("/__sim/satim/settings", "{\"keys\":\"upper\"}");
	assert_int_equal(kit_int(satim_refund(id, "1"), "ErrorCode"), 5);
	assert_int_equal(kit_int(satim_extended(id), "OrderStatus"), 2);
}

/* What the bank says may be other than what is true. */
static void test_replaced_values(void **state)
{
	const char *id = satim_register("W000000002"), *body;

	(void)state;
	satim_pay(id, CARD_OK);
	satim_set(id, "{\"wire\":{\"Amount\":100,\"currency\":\"978\",\"respCode_desc\":\"\","
	    "\"udf1\":\"OTHER\",\"Pan\":null,\"OrderStatus\":1}}");
	body = satim_status(id);
	assert_int_equal(kit_int(body, "Amount"), 100);
	assert_int_equal(kit_int(body, "OrderStatus"), 1);
	assert_string_equal(kit_str(body, "currency"), "978");
	assert_string_equal(kit_str(body, "params.udf1"), "OTHER");
	assert_false(kit_has(body, "Pan"));
	assert_int_equal(kit_int(satim_extended(id), "amount"), 100);
	satim_set(id, "{\"wire\":null}");
	assert_int_equal(kit_int(satim_status(id), "Amount"), 250000);
}

static void test_out_of_band(void **state)
{
	const char *id = satim_register("O000000001"), *body;

	(void)state;
	satim_set(id, "{\"state\":\"paid\"}");
	satim_set(id, "{\"refund\":10000}");
	assert_int_equal(kit_int(satim_status(id), "depositAmount"), 240000);
	satim_set(id, "{\"state\":\"reversed\"}");
	assert_int_equal(kit_int(satim_status(id), "OrderStatus"), 3);
	assert_int_equal(kit_int(satim_status(id), "depositAmount"), 0);
	body = kit_get("/__sim/satim/journal")->body;
	assert_int_equal(kit_int(body, "orders.0.reversed"), 240000);
	assert_int_equal(kit_int(satim_refund(id, "5000"), "errorCode"), 7);
}

static void test_time_limits(void **state)
{
	char json[100];
	const char *unpaid = satim_register("T000000001");
	const char *silent = satim_register("T000000002");
	const char *told = satim_register("T000000003");

	(void)state;
	satim_pay(silent, CARD_OK);
	satim_pay(told, CARD_OK);
	satim_confirm(told);
	kit_control("/__sim/clock", "{\"advance_s\":1190}");
	assert_int_equal(kit_int(satim_status(unpaid), "OrderStatus"), 0);
	assert_int_equal(kit_int(satim_status(silent), "OrderStatus"), 2);
	kit_control("/__sim/clock", "{\"advance_s\":20}");
	assert_int_equal(kit_int(satim_status(unpaid), "actionCode"), -2007);
	assert_int_equal(kit_int(satim_status(silent), "OrderStatus"), 3);
	assert_int_equal(kit_int(satim_status(silent), "depositAmount"), 0);
	assert_int_equal(kit_int(satim_status(told), "OrderStatus"), 2);
	snprintf(json, sizeof json, "{\"mdOrder\":\"%s\",\"pan\":\"" CARD_OK "\"}", unpaid);
	assert_int_equal(kit_call("POST", "/__sim/satim/pay", JSON, NULL, json)->status, 409);
	snprintf(json, sizeof json, "{\"mdOrder\":\"%s\",\"pan\":\"" CARD_OK "\",\"late\":true}",
	    unpaid);
	assert_string_equal(kit_str(kit_control("/__sim/satim/pay", json)->body, "state"), "paid");
	assert_int_equal(kit_int(satim_status(unpaid), "OrderStatus"), 2);
}

static void test_bank_callback(void **state)
{
	char url[100], json[200];
	const char *id, *request;

	(void)state;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/hook", kit_listen());
	snprintf(json, sizeof json,
	    "{\"callback_url\":\"%s\",\"callback_secret\":\"sim-callback-secret\"}", url);
	kit_control("/__sim/satim/settings", json);
	id = satim_register("C000000001");
	satim_pay(id, CARD_OK);
	request = kit_callback();
	assert_non_null(request);
	assert_non_null(strstr(request, "GET /hook?mdOrder="));
	assert_non_null(strstr(request,
	    "&orderNumber=C000000001&operation=deposited&status=1&checksum="));
	kit_deaf();
}

int test_satim(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_register_refusals, kit_reset),
		cmocka_unit_test_setup(test_register_transport, kit_reset),
		cmocka_unit_test_setup(test_password_change, kit_reset),
		cmocka_unit_test_setup(test_paid, kit_reset),
		cmocka_unit_test_setup(test_confirm_refusals, kit_reset),
		cmocka_unit_test_setup(test_refunds, kit_reset),
		cmocka_unit_test_setup(test_declines, kit_reset),
		cmocka_unit_test_setup(test_wire_styles, kit_reset),
		cmocka_unit_test_setup(test_replaced_values, kit_reset),
		cmocka_unit_test_setup(test_out_of_band, kit_reset),
		cmocka_unit_test_setup(test_time_limits, kit_reset),
		cmocka_unit_test_setup(test_bank_callback, kit_reset),
	};

	return cmocka_run_group_tests_name("satim", tests, NULL, NULL);
}
