/*
 * test_messages - Twilio and SendGrid: refusals, acceptance, and the callbacks with their
 * signatures.
 */
#include "kit.h"
#include "tests.h"

#include "../../sandbox/form.h"
#include "../../sandbox/sign.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACCOUNT "/twilio/2010-04-01/Accounts/ACsandbox000000000000000000000000/"
#define SEND "/sendgrid/v3/mail/send"
#define WEBHOOK "X-Twilio-Email-Event-Webhook-"
#define BEARER "Authorization: Bearer SG.sandbox"

/* base64("ACsandbox000000000000000000000000:sandbox-token") */
static char basic[128];

static const char *auth(void)
{
	char *encoded = sign_base64("ACsandbox000000000000000000000000:sandbox-token", 47);

	snprintf(basic, sizeof basic, "Authorization: Basic %s", encoded);
	free(encoded);
	return basic;
}

static void test_vectors(void **state)
{
	struct pair twilio[] = {
		{ "MessageSid", "SM00000000000000000000000000000001" },
		{ "MessageStatus", "delivered" },
		{ "To", "+213550000001" },
		{ "From", "BUSDZ" },
		{ "AccountSid", "AC00000000000000000000000000000001" },
	};
	struct pair bank[] = {
		{ "orderNumber", "B000000042" }, { "status", "1" },
		{ "mdOrder", "V721uPPfNNofVQAAABL3" },
		{ "operation", "deposited" },
		{ "checksum", "ignored" },
	};
	char *text;

	(void)state;
	text = sign_twilio("12345678901234567890123456789012",
	    "https://bus.example.dz/api/v1/hooks/twilio/status?n=42",
	    &(struct form){ .pairs = twilio, .n = 5 });
	assert_string_equal(text, "Zq/LuX6XGj4hzCl6SToLIcGDyZA=");
	free(text);
	text = sign_bank("sim-callback-secret", &(struct form){ .pairs = bank, .n = 5 });
	assert_string_equal(text,
	    "99D4B1F64D9DFE2217015C33598664FCE8C61F5A392A2D8D0DB1FD970D4A083D");
	free(text);
}

static const struct answer *sms(const char *to, const char *from, const char *body,
    const char *callback)
{
	const char *form = callback ?
	    kit_form("To", to, "From", from, "Body", body, "StatusCallback", callback, NULL) :
	    kit_form("To", to, "From", from, "Body", body, NULL);

	return kit_call("POST", ACCOUNT "Messages.json", FORM, auth(), form);
}

static void test_twilio_refusals(void **state)
{
	static const struct { const char *form; int code; } cases[] = {
		{ "From=BUSDZ&Body=x", 21604 }, { "To=0550000001&From=BUSDZ&Body=x", 21211 },
		{ "To=%2B213550000001&Body=x", 21603 },
		{ "To=%2B213550000001&From=BUSDZABRIDXX&Body=x", 21212 },
		{ "To=%2B213550000001&From=BUSDZ", 21602 },
		{ "To=%2B213550000001&From=BUSDZ&Body=x&Colour=red", 20001 },
		{ "To=%2B213550000001&From=BUSDZ&Body=x&Body=y", 20001 },
		{ "To=%2B213550000001&From=BUSDZ&Body=x&ValidityPeriod=36001", 21624 },
		{ "To=%2B213550000001&From=BUSDZ&Body=x&StatusCallback=http%3A%2F%2Fa_b.dz%2F", 21609 },
		{ "To=%2B213550000001&From=BUSDZ&Body=x&SendAt=2027-01-01T00%3A00%3A00Z&ScheduleType=fixed", 35118 },
		{ "To=%2B213500021101&From=BUSDZ&Body=x", 21211 },
		{ "To=%2B213500040801&From=BUSDZ&Body=x", 21408 },
		{ "To=%2B213500060601&From=BUSDZ&Body=x", 21606 },
		{ "To=%2B213500060801&From=BUSDZ&Body=x", 21608 },
		{ "To=%2B213500061001&From=BUSDZ&Body=x", 21610 },
		{ "To=%2B213500061201&From=BUSDZ&Body=x", 21612 },
		{ "To=%2B213500061401&From=BUSDZ&Body=x", 21614 },
		{ "To=%2B213500061701&From=BUSDZ&Body=x", 21617 },
		{ "To=%2B213500042901&From=BUSDZ&Body=x", 20429 },
	};
	const struct answer *a;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		a = kit_call("POST", ACCOUNT "Messages.json", FORM, auth(), cases[i].form);
		if (kit_int(a->body, "code") != cases[i].code)
			print_error("%s gave %s\n", cases[i].form, a->body);
		assert_int_equal(kit_int(a->body, "code"), cases[i].code);
		assert_int_equal(kit_int(a->body, "status"), a->status);
		assert_int_equal(a->status, cases[i].code == 20429 ? 429 : 400);
	}
	a = kit_call("POST", ACCOUNT "Messages.json", FORM, "Authorization: Basic YTpi",
	    cases[0].form);
	assert_int_equal(a->status, 401);
	assert_int_equal(kit_int(a->body, "code"), 20003);
	a = kit_call("POST", "/twilio/2010-04-01/Accounts/ACother/Messages.json", FORM, auth(),
	    cases[0].form);
	assert_int_equal(a->status, 404);
	a = kit_call("POST", ACCOUNT "Messages.json", JSON, auth(), "{\"To\":\"+213550000001\"}");
	assert_int_equal(kit_int(a->body, "code"), 21604);
}

static void test_twilio_segments(void **state)
{
	static const struct { const char *unit; int times; const char *segments; } cases[] = {
		{ "a", 160, "1" }, { "a", 161, "2" }, { "a", 306, "2" }, { "a", 307, "3" },
		{ "€", 80, "1" },
		{ "€", 81, "2" }, { "é", 160, "1" }, { "ê", 70, "1" }, { "ê", 71, "2" },
		{ "ب", 134, "2" },
		{ "ب", 135, "3" }, { "😀", 35, "1" }, { "😀", 36, "2" },
	};
	char text[2048];
	size_t i, n;
	int k;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		for (n = 0, k = 0; k < cases[i].times; k++)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", cases[i].unit);
		assert_string_equal(kit_str(sms("+213550000001", "BUSDZ", text, NULL)->body,
		    "num_segments"), cases[i].segments);
	}
	memset(text, 'x', 1601);
	text[1601] = '\0';
	assert_int_equal(kit_int(sms("+213550000001", "BUSDZ", text, NULL)->body, "code"), 21617);
}

static void test_twilio_accepts(void **state)
{
	const struct answer *a = sms("+213550000001", "BUSDZ", "Votre code : 123456", NULL);
	char path[200];

	(void)state;
	assert_int_equal(a->status, 201);
	assert_int_equal(strlen(kit_str(a->body, "sid")), 34);
	assert_string_equal(kit_str(a->body, "status"), "queued");
	assert_string_equal(kit_str(a->body, "direction"), "outbound-api");
	assert_true(kit_has(a->body, "error_code"));
	snprintf(path, sizeof path, ACCOUNT "Messages/%s.json", kit_str(a->body, "sid"));
	kit_control("/__sim/clock", "{\"advance_s\":1}");
	kit_control("/__sim/clock", "{\"advance_s\":1}");
	a = kit_call("GET", path, NULL, auth(), NULL);
	assert_string_equal(kit_str(a->body, "status"), "delivered");
	sms("+213550000002", "BUSDZ", "autre", NULL);
	a = kit_call("GET", ACCOUNT "Messages.json?To=%2B213550000001", NULL, auth(), NULL);
	assert_string_equal(kit_str(a->body, "messages.0.body"), "Votre code : 123456");
	assert_false(kit_has(a->body, "messages.1"));
	a = kit_call("POST", ACCOUNT "Messages.json", FORM, auth(), "To=%2B213550000001&Body=x"
	    "&MessagingServiceSid=MG00000000000000000000000000000001");
	assert_string_equal(kit_str(a->body, "status"), "accepted");
}

/* Reads one callback, checks its signature as told, and returns the status it tells. */
static const char *told(const char *url, bool good)
{
	const char *request = kit_callback(), *signature;
	static char status[32];
	struct form f;
	char *expected;

	assert_non_null(request);
	form_parse(&f, kit_body(request), strlen(kit_body(request)));
	expected = sign_twilio("sandbox-token", url, &f);
	signature = kit_header(request, "X-Twilio-Signature");
	assert_int_equal(!strcmp(signature, expected), good);
	snprintf(status, sizeof status, "%s", form_get(&f, "MessageStatus"));
	if (!strcmp(status, "undelivered"))
		assert_string_equal(form_get(&f, "ErrorCode"), "30003");
	free(expected);
	form_free(&f);
	return status;
}

static void test_twilio_callbacks(void **state)
{
	char url[100], json[200], sid[40];
	const struct answer *a;

	(void)state;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/hooks/twilio?n=42", kit_listen());
	kit_control("/__sim/twilio/settings", "{\"step_ms\":20}");
	a = sms("+213550000001", "BUSDZ", "x", url);
	snprintf(sid, sizeof sid, "%s", kit_str(a->body, "sid"));
	assert_string_equal(told(url, true), "sent");
	assert_string_equal(told(url, true), "delivered");
	snprintf(json, sizeof json,
	    "{\"id\":\"%s\",\"times\":2,\"reorder\":true,\"bad_signature\":true}", sid);
	assert_int_equal(kit_int(kit_control("/__sim/callback/replay", json)->body, "queued"), 4);
	for (int i = 0; i < 4; i++)
		told(url, false);
	sms("+213500000301", "BUSDZ", "x", url);
	assert_string_equal(told(url, true), "sent");
	assert_string_equal(told(url, true), "undelivered");
	kit_control("/__sim/twilio/settings", "{\"reorder\":true,\"duplicate\":2}");
	sms("+213550000001", "BUSDZ", "x", url);
	for (int i = 0; i < 4; i++)
		told(url, true);
	sms("+213500099901", "BUSDZ", "x", "https://bus.example.dz/hook");
	kit_deaf();
	a = kit_call("POST", "/__sim/callback/replay", JSON, NULL, "{\"id\":\"none\"}");
	assert_int_equal(a->status, 404);
}

#define TO "\"personalizations\":[{\"to\":[{\"email\":\"a@b.dz\"}]}]"
#define FROM "\"from\":{\"email\":\"billets@bus.example.dz\",\"name\":\"Abrid\"}"
#define TEXT "\"content\":[{\"type\":\"text/plain\",\"value\":\"x\"}]"

static void test_sendgrid_refusals(void **state)
{
	static const struct { const char *json, *field; int status; } cases[] = {
		{ "{" FROM ",\"subject\":\"s\"," TEXT "}", "personalizations", 400 },
		{ "{\"personalizations\":[{}]," FROM ",\"subject\":\"s\"," TEXT "}", "personalizations.0.to", 400 },
		{ "{\"personalizations\":[{\"to\":[{\"email\":\"a\"}]}]," FROM ",\"subject\":\"s\"," TEXT "}", "personalizations.0.to.0.email", 400 },
		{ "{\"personalizations\":[{\"to\":[{\"email\":\"a@b.dz\"}],\"cc\":[{\"email\":\"a@b.dz\"}]}]," FROM ",\"subject\":\"s\"," TEXT "}", "personalizations.0.cc", 400 },
		{ "{" TO ",\"subject\":\"s\"," TEXT "}", "from", 400 },
		{ "{" TO "," FROM "," TEXT "}", "subject", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"}", "content", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\",\"content\":[{\"type\":\"text/html\",\"value\":\"x\"},{\"type\":\"text/plain\",\"value\":\"x\"}]}", "content.1.type", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\",\"content\":[{\"type\":\"text/plain\",\"value\":\"\"}]}", "content.0.value", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"," TEXT ",\"colour\":1}", "colour", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"," TEXT ",\"attachments\":[{\"content\":\"%%\",\"filename\":\"a.pdf\"}]}", "attachments.0.content", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"," TEXT ",\"custom_args\":{\"mail_id\":7}}", "custom_args.mail_id", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"," TEXT ",\"send_at\":4000000000}", "send_at", 400 },
		{ "{" TO "," FROM ",\"subject\":\"s\"," TEXT ",\"categories\":[\"a\",\"a\"]}", "categories.0", 400 },
		{ "{" TO ",\"from\":{\"email\":\"unverified@b.dz\"},\"subject\":\"s\"," TEXT "}", "from", 403 },
		{ "{" TO "," FROM, "", 400 },
	};
	const struct answer *a;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		a = kit_call("POST", SEND, JSON, BEARER, cases[i].json);
		if (strcmp(kit_str(a->body, "errors.0.field"), cases[i].field))
			print_error("%s gave %s\n", cases[i].json, a->body);
		assert_int_equal(a->status, cases[i].status);
		assert_string_equal(kit_str(a->body, "errors.0.field"), cases[i].field);
	}
	a = kit_call("POST", SEND, JSON, "Authorization: Bearer no", "{}");
	assert_int_equal(a->status, 401);
	assert_int_equal(kit_call("POST", SEND, FORM, BEARER, "{}")->status, 415);
	assert_int_equal(kit_call("GET", SEND, NULL, BEARER, NULL)->status, 405);
}

static void test_sendgrid_accepts(void **state)
{
	static const char mail[] = "{" TO "," FROM ",\"subject\":\"Votre billet \\u00e9\","
	    "\"content\":[{\"type\":\"text/plain\",\"value\":\"Bonjour\"},"
	    "{\"type\":\"text/html\",\"value\":\"<b>Bonjour</b>\"}],"
	    "\"attachments\":[{\"content\":\"JVBERg==\",\"type\":\"application/pdf\","
	    "\"filename\":\"billet.pdf\",\"disposition\":\"attachment\"}],"
	    "\"custom_args\":{\"mail_id\":\"123\"}}";
	static const char dry_run[] = "{" TO "," FROM ",\"subject\":\"s\"," TEXT ","
	    "\"mail_settings\":{\"sandbox_mode\":{\"enable\":true}}}";
	const struct answer *a = kit_call("POST", SEND, JSON, BEARER, mail);
	char path[100];

	(void)state;
	assert_int_equal(a->status, 202);
	assert_int_equal(a->body_len, 0);
	assert_int_equal(strlen(kit_header(a->headers, "X-Message-Id")), 22);
	snprintf(path, sizeof path, "/mail/%s/0", kit_header(a->headers, "X-Message-Id"));
	a = kit_get("/__sim/sendgrid/mails?to=a@b.dz");
	assert_string_equal(kit_str(a->body, "mails.0.subject"), "Votre billet é");
	assert_string_equal(kit_str(a->body, "mails.0.attachments.0.filename"), "billet.pdf");
	a = kit_get(path);
	assert_string_equal(a->body, "%PDF");
	assert_non_null(strstr(a->headers, "Content-Disposition: attachment"));
	a = kit_call("POST", SEND, JSON, BEARER, dry_run);
	assert_int_equal(a->status, 200);
	assert_false(kit_has(kit_get("/__sim/sendgrid/mails")->body, "mails.1"));
}

static bool verified(const char *key, const char *request)
{
	const char *timestamp = kit_header(request, WEBHOOK "Timestamp");
	const char *signed_by = kit_header(request, WEBHOOK "Signature");
	const char *body = kit_body(request);
	size_t key_len, signature_len;
	unsigned char *der = sign_unbase64(key, &key_len);
	unsigned char *signature = sign_unbase64(signed_by, &signature_len);
	const unsigned char *at = der;
	EVP_PKEY *public = d2i_PUBKEY(NULL, &at, (long)key_len);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok;

	assert_non_null(public);
	EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, public);
	EVP_DigestVerifyUpdate(ctx, timestamp, strlen(timestamp));
	EVP_DigestVerifyUpdate(ctx, body, strlen(body));
	ok = EVP_DigestVerifyFinal(ctx, signature, signature_len) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(public);
	free(der);
	free(signature);
	return ok;
}

static void test_sendgrid_events(void **state)
{
	static const char *const events[] = { "processed", "delivered", "bounce" };
	static const char mail[] = "{\"personalizations\":["
	    "{\"to\":[{\"email\":\"late-bounce@b.dz\"}],\"custom_args\":{\"mail_id\":\"9\"}}],"
	    FROM ",\"subject\":\"s\"," TEXT ","
	    "\"custom_args\":{\"mail_id\":\"8\",\"kind\":\"ticket\"}}";
	char json[200], key[200], id[40];
	const struct answer *a;
	const char *request;

	(void)state;
	snprintf(json, sizeof json, "{\"event_url\":\"http://127.0.0.1:%d/events\",\"step_ms\":20}",
	    kit_listen());
	kit_control("/__sim/sendgrid/settings", json);
	a = kit_get("/__sim/sendgrid/key");
	snprintf(key, sizeof key, "%s", kit_str(a->body, "public_key"));
	assert_int_equal(strncmp(key, "MFkwEwYHKoZI", 12), 0);
	a = kit_call("POST", SEND, JSON, BEARER, mail);
	snprintf(id, sizeof id, "%s", kit_header(a->headers, "X-Message-Id"));
	for (size_t i = 0; i < 3; i++) {
		request = kit_callback();
		assert_non_null(request);
		assert_true(verified(key, request));
		assert_string_equal(kit_str(kit_body(request), "0.event"), events[i]);
		assert_string_equal(kit_str(kit_body(request), "0.mail_id"), "9");
		assert_string_equal(kit_str(kit_body(request), "0.kind"), "ticket");
		assert_int_equal(strncmp(kit_str(kit_body(request), "0.sg_message_id"), id, 22), 0);
		assert_string_equal(kit_body(request) + strlen(kit_body(request)) - 3, "]\r\n");
	}
	snprintf(json, sizeof json, "{\"id\":\"%s\",\"reorder\":true,\"bad_signature\":true}", id);
	kit_control("/__sim/callback/replay", json);
	request = kit_callback();
	assert_non_null(request);
	assert_false(verified(key, request));
	assert_string_equal(kit_str(kit_body(request), "0.event"), "bounce");
	assert_string_equal(kit_str(kit_body(request), "2.event"), "processed");
	kit_deaf();
}

int test_messages(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test_setup(test_twilio_refusals, kit_reset),
		cmocka_unit_test_setup(test_twilio_segments, kit_reset),
		cmocka_unit_test_setup(test_twilio_accepts, kit_reset),
		cmocka_unit_test_setup(test_twilio_callbacks, kit_reset),
		cmocka_unit_test_setup(test_sendgrid_refusals, kit_reset),
		cmocka_unit_test_setup(test_sendgrid_accepts, kit_reset),
		cmocka_unit_test_setup(test_sendgrid_events, kit_reset),
	};

	return cmocka_run_group_tests_name("messages", tests, NULL, NULL);
}
