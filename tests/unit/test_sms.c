/* test_sms - parts of a text in both alphabets, and the body an aggregator gets. */
#include "unit.h"

#include "base/arena.h"
#include "provider/sms.c"
#include "provider/sms_http.c"

static const char *times(int n, const char *s)
{
	struct buf b;

	buf_init(&b, arena, 256);
	while (n-- > 0)
		buf_str(&b, s);
	return b.data;
}

static void parts(void **state)
{
	static const struct {
		int line, n;
		const char *unit;
		int parts;
	} cases[] = {
		{ __LINE__, 0, "a", 1 },
		{ __LINE__, 160, "a", 1 },
		{ __LINE__, 161, "a", 2 },
		{ __LINE__, 306, "a", 2 },
		{ __LINE__, 307, "a", 3 },
		{ __LINE__, 160, "é", 1 },  /* of the alphabet */
		{ __LINE__, 80, "€", 1 },   /* counts twice */
		{ __LINE__, 81, "€", 2 },
		{ __LINE__, 70, "ê", 1 },   /* not of it: the whole text in 16 bits */
		{ __LINE__, 71, "ê", 2 },
		{ __LINE__, 70, "ع", 1 },
		{ __LINE__, 71, "ع", 2 },
		{ __LINE__, 134, "ع", 2 },
		{ __LINE__, 135, "ع", 3 },
		{ __LINE__, 35, "🚌", 1 },  /* two units */
		{ __LINE__, 36, "🚌", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		INT_AT(cases[i].line, sms_segments(times(cases[i].n, cases[i].unit)), cases[i].parts);
}

/* What a person or a company is called cannot break out of the document or the form. */
static void bodies(void **state)
{
	struct sms m = { .to = "+213550000001", .text = "say \"hi\"\n{to}&x=1", .ref = "notice_7", .valid_s = 300 };

	(void)state;
	unit_settings("sms_http.from = ABRID\n");
	same_text(fill(arena, "{\"to\":\"{to}\",\"text\":\"{text}\",\"ref\":\"{ref}\",\"ttl\":{valid},\"{\":1}", &m),
		  "{\"to\":\"+213550000001\",\"text\":\"say \\\"hi\\\"\\u000a{to}&x=1\",\"ref\":\"notice_7\",\"ttl\":300,\"{\":1}");
	unit_settings("sms_http.from = A&B\nsms_http.type = application/x-www-form-urlencoded\n");
	same_text(fill(arena, "to={to}&from={from}&text={text}", &m),
		  "to=%2B213550000001&from=A%26B&text=say%20%22hi%22%0A%7Bto%7D%26x%3D1");
}

static void answers(void **state)
{
	static const struct {
		int line, status;
		const char *answer, *id;
		enum call_class before, after;
	} cases[] = {
		{ __LINE__, 200, "{\"data\":{\"id\":\"x1\"}}", "x1", CALL_OK, CALL_OK },
		{ __LINE__, 200, "{\"data\":{\"id\":12345678901}}", "12345678901", CALL_OK, CALL_OK },
		{ __LINE__, 200, "{\"id\":\"x1\"}", NULL, CALL_OK, CALL_AMBIGUOUS },
		{ __LINE__, 200, "<html>", NULL, CALL_OK, CALL_AMBIGUOUS },
		{ __LINE__, 402, "{\"error\":\"credit\"}", NULL, CALL_INVALID, CALL_AUTH },
		{ __LINE__, 422, "{}", NULL, CALL_INVALID, CALL_INVALID },
		{ __LINE__, 503, "", NULL, CALL_AMBIGUOUS, CALL_TRANSIENT },
	};

	(void)state;
	unit_settings("sms_http.id = data.id\n");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct call c = { .status = cases[i].status, .answer = arena_str(arena, cases[i].answer),
				  .answer_n = strlen(cases[i].answer) };
		struct sms_sent out = { .class = cases[i].before };

		read_answer(arena, &c, &out);
		TEXT_AT(cases[i].line, out.id, cases[i].id);
		INT_AT(cases[i].line, out.class, cases[i].after);
	}
}

static void drivers_by_name(void **state)
{
	(void)state;
	unit_settings("twilio.base = http://127.0.0.1:1/twilio\n");
	is_true(sms_enabled());
	unit_settings("twilio.base = http://127.0.0.1:1/twilio\nsms.driver = http\n");
	is_false(sms_enabled());
	unit_settings("sms_http.url = http://127.0.0.1:1/\nsms.driver = http\n");
	is_true(sms_enabled());
	unit_settings("sms_http.url = http://127.0.0.1:1/\nsms.driver = pigeon\n");
	is_false(sms_enabled());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts),
		cmocka_unit_test(bodies),
		cmocka_unit_test(answers),
		cmocka_unit_test(drivers_by_name),
	};

	return unit_run("sms", tests);
}
