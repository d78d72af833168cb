/* test_signed - which bytes a signature covers, and every way it can fail to. */
#include "unit.h"

#include "base/arena.h"
#include "base/signed.c"

static const unsigned char key[ID_HASH] = "0123456789abcdef0123456789abcde";
static const unsigned char other[ID_HASH] = "0123456789abcdef0123456789abcdf";

/* The signature beside the bytes, or inside when they hold zeros for it. */
static void sign(const unsigned char *with, const char *json, size_t n, char hex[SIGNED_HEX + 1])
{
	unsigned char mac[ID_HASH];

	sum(with, json, n, NULL, mac);
	memcpy(hex, str_hex(arena, mac, sizeof mac), SIGNED_HEX + 1);
}

static void finds_members(void **state)
{
	static const struct {
		int line;
		const char *json, *want; /* NULL: not there */
	} cases[] = {
		{ __LINE__, "{\"a\":\"x\"}", "x" },
		{ __LINE__, " {\n\"b\" : 1 , \"a\" :\t\"x y\" }", "x y" },
		{ __LINE__, "{\"b\":{\"a\":\"inner\"},\"a\":\"outer\"}", "outer" },
		{ __LINE__, "{\"b\":[{\"a\":\"inner\"},\"}\",[]],\"a\":\"outer\"}", "outer" },
		{ __LINE__, "{\"b\":\"\\\",\\\"a\\\":\\\"no\\\"\",\"a\":\"yes\"}", "yes" },
		{ __LINE__, "{\"a\":\"\"}", "" },
		{ __LINE__, "{\"a\":\"first\",\"a\":\"second\"}", "first" },
		{ __LINE__, "{\"a\":1}", NULL },
		{ __LINE__, "{\"a\":1,\"a\":\"x\"}", NULL },
		{ __LINE__, "{\"A\":\"x\"}", NULL },
		{ __LINE__, "{\"\\u0061\":\"x\"}", NULL },
		{ __LINE__, "[{\"a\":\"x\"}]", NULL },
		{ __LINE__, "\"a\":\"x\"", NULL },
		{ __LINE__, "", NULL },
		{ __LINE__, "{", NULL },
		{ __LINE__, "{\"a", NULL },
		{ __LINE__, "{\"a\"", NULL },
		{ __LINE__, "{\"a\":", NULL },
		{ __LINE__, "{\"a\":\"x", NULL },
		{ __LINE__, "{\"a\":\"x\\", NULL },
		{ __LINE__, "{\"b\":[", NULL },
		{ __LINE__, "{\"b\":1 \"a\":\"x\"}", NULL },
		{ __LINE__, "{}", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		/* Exactly as long as it is: a step beyond the end is seen by the sanitizer. */
		size_t n = strlen(cases[i].json), len = 0;
		char *json = malloc(n + !n);
		const char *value = NULL;
		bool found;

		memcpy(json, cases[i].json, n);
		found = signed_text(json, n, "a", &value, &len);
		INT_AT(cases[i].line, found, cases[i].want != NULL);
		if (found)
			TEXT_AT(cases[i].line, arena_strn(arena, value, len), cases[i].want);
		free(json);
	}
}

static void names_the_device(void **state)
{
	static const struct {
		int line;
		const char *json;
		int64_t want; /* 0: none */
	} cases[] = {
		{ __LINE__, "{\"deviceId\":\"device_9\"}", 9 },
		{ __LINE__, "{\"points\":[{\"deviceId\":\"device_8\"}],\"deviceId\":\"device_9\"}", 9 },
		{ __LINE__, "{\"points\":[{\"deviceId\":\"device_8\"}]}", 0 },
		{ __LINE__, "{\"deviceId\":9}", 0 },
		{ __LINE__, "{\"deviceId\":\"bus_9\"}", 0 },
		{ __LINE__, "{\"deviceId\":\"device_0\"}", 0 },
		{ __LINE__, "{\"deviceId\":\"device_9 \"}", 0 },
		{ __LINE__, "{\"deviceId\":\"device_99999999999999999999999999999999\"}", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t id = 0;

		INT_AT(cases[i].line, signed_device(cases[i].json, strlen(cases[i].json), &id),
		       cases[i].want != 0);
		INT_AT(cases[i].line, id, cases[i].want);
	}
}

/* Made with openssl dgst -sha256 -mac HMAC. */
static void known_answer(void **state)
{
	unsigned char zero[ID_HASH] = { 0 };
	char hex[SIGNED_HEX + 1];

	(void)state;
	sign(zero, "{}", 2, hex);
	same_text(hex, "22f8eea909400af98adf3681a9f31923ef6b7fcba4abb553d92823a3e9d5c25e");
}

static void beside(void **state)
{
	static const char body[] = "{\"deviceId\":\"device_9\",\"timestamp\":1}";
	size_t n = sizeof body - 1;
	char hex[SIGNED_HEX + 1], bad[sizeof body];

	(void)state;
	sign(key, body, n, hex);
	is_true(signed_with(key, body, n, hex));
	is_false(signed_with(other, body, n, hex));
	is_false(signed_with(key, body, n, NULL));
	is_false(signed_with(key, body, n, ""));
	is_false(signed_with(key, body, n - 1, hex));
	/* Each byte counts. */
	for (size_t i = 0; i < n; i++) {
		memcpy(bad, body, n);
		bad[i] ^= 1;
		is_false(signed_with(key, bad, n, hex));
	}
	for (size_t i = 0; i < SIGNED_HEX; i++) {
		char was = hex[i];

		hex[i] = was == '0' ? '1' : '0';
		is_false(signed_with(key, body, n, hex));
		hex[i] = '\0';
		is_false(signed_with(key, body, n, hex));
		hex[i] = was;
	}
}

static void inside(void **state)
{
	char body[200] = "{\"deviceId\":\"device_9\",\"signature\":\""
			 "0000000000000000000000000000000000000000000000000000000000000000\",\"t\":1}";
	size_t n = strlen(body);
	char hex[SIGNED_HEX + 1], *digits = strstr(body, "000");

	(void)state;
	sign(key, body, n, hex);
	is_false(signed_with(key, body, n, NULL));
	memcpy(digits, hex, SIGNED_HEX);
	is_true(signed_with(key, body, n, NULL));
	is_false(signed_with(other, body, n, NULL));
	/* A signature beside the bytes covers them as they are. */
	is_false(signed_with(key, body, n, hex));
	sign(key, body, n, hex);
	is_true(signed_with(key, body, n, hex));
	for (size_t i = 0; i < n; i++) {
		body[i] ^= 1;
		is_false(signed_with(key, body, n, NULL));
		body[i] ^= 1;
	}
	/* Order and blanks are part of the bytes. */
	memmove(body + 1, body, n + 1);
	body[0] = ' ';
	is_false(signed_with(key, body, n + 1, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_members),
		cmocka_unit_test(names_the_device),
		cmocka_unit_test(known_answer),
		cmocka_unit_test(beside),
		cmocka_unit_test(inside),
	};

	return unit_run("signed", tests);
}
