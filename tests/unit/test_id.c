/* test_id - identifiers: alphabets, uuid texts, what must be refused, the two hashes. */
#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/id.c"

static void fresh_ids(void **state)
{
	enum { N = 20000 };
	static char all[N][ID_CHARS + 1];

	(void)state;
	for (int i = 0; i < N; i++) {
		char uuid[ID_UUID_CHARS + 1], back[ID_CHARS + 1];

		id_new(all[i]);
		if (!id_ok(all[i]) || !id_to_uuid(all[i], uuid) || !id_from_uuid(uuid, back) ||
		    strcmp(back, all[i]) != 0)
			FAIL_AT(__LINE__, "%s does not come back", all[i]);
	}
	qsort(all, N, sizeof all[0], (int (*)(const void *, const void *))strcmp);
	for (int i = 1; i < N; i++)
		if (strcmp(all[i - 1], all[i]) == 0)
			FAIL_AT(__LINE__, "%s came twice", all[i]);
}

/* Every bit varies: a generator stuck in one place would be seen. */
static void bits_vary(void **state)
{
	int ones[128] = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++) {
		unsigned char bytes[16];
		char id[ID_CHARS + 1];

		id_new(id);
		is_true(decode(id, bytes));
		for (int b = 0; b < 128; b++)
			ones[b] += bytes[b / 8] >> (b % 8) & 1;
	}
	for (int b = 0; b < 128; b++)
		is_true(ones[b] > 350 && ones[b] < 650);
}

static void known_uuids(void **state)
{
	static const struct {
		int line;
		const char *id, *uuid;
	} cases[] = {
		{ __LINE__, "00000000000000000000000000", "00000000-0000-0000-0000-000000000000" },
		{ __LINE__, "00000000000000000000000001", "00000000-0000-0000-0000-000000000001" },
		{ __LINE__, "0000000000000000000000000z", "00000000-0000-0000-0000-00000000001f" },
		{ __LINE__, "40000000000000000000000000", "80000000-0000-0000-0000-000000000000" },
		{ __LINE__, "7zzzzzzzzzzzzzzzzzzzzzzzzz", "ffffffff-ffff-ffff-ffff-ffffffffffff" },
		{ __LINE__, "01j0a8f4w1d2h3k4m5n6p7q8r9", "01901487-9381-68a2-3992-85a9ac7ba309" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char uuid[ID_UUID_CHARS + 1], id[ID_CHARS + 1];

		TRUE_AT(cases[i].line, id_to_uuid(cases[i].id, uuid));
		TEXT_AT(cases[i].line, uuid, cases[i].uuid);
		TRUE_AT(cases[i].line, id_from_uuid(cases[i].uuid, id));
		TEXT_AT(cases[i].line, id, cases[i].id);
	}
}

static void malformed(void **state)
{
	static const char *const ids[] = {
		"", "0", "0000000000000000000000000", "000000000000000000000000000",
		"80000000000000000000000000", /* 2^128 */
		"z0000000000000000000000000", "0000000000000000000000000i", "0000000000000000000000000l",
		"0000000000000000000000000o", "0000000000000000000000000u", "0000000000000000000000000A",
		"0000000000000000000000000-", "0000000000000000000000000 ", " 0000000000000000000000000",
		"0000000000000'; DROP TABLE", "../../../../../etc/passwd0",
	};
	static const char *const uuids[] = {
		"", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-0000000000000",
		"00000000-0000-0000-0000-00000000000g", "000000000000000000000000000000000000",
		"00000000-0000-0000-000-0000000000000", "------------------------------------",
		"{0000000-0000-0000-0000-00000000000}",
	};
	char uuid[ID_UUID_CHARS + 1], id[ID_CHARS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		if (id_ok(ids[i]) || id_to_uuid(ids[i], uuid))
			FAIL_AT(__LINE__, "id \"%s\" was taken", ids[i]);
	}
	for (size_t i = 0; i < sizeof uuids / sizeof uuids[0]; i++)
		if (id_from_uuid(uuids[i], id))
			FAIL_AT(__LINE__, "uuid \"%s\" was taken", uuids[i]);
}

static void references(void **state)
{
	static const char *const bad[] = { "", "K7P2M", "K7P2MXX", "k7p2mx", "K7P2M0", "K7P2MO", "K7P2M1",
					   "K7P2MI", "K7P2M ", "K7P2M\xC3" };
	int seen[256] = { 0 };
	char ref[ID_REF_CHARS + 1], code[11];

	(void)state;
	for (int i = 0; i < 10000; i++) {
		id_ref(ref);
		if (!id_ref_ok(ref))
			FAIL_AT(__LINE__, "%s", ref);
		for (char *p = ref; *p; p++)
			seen[(unsigned char)*p]++;
	}
	for (const char *p = reference; *p; p++)
		is_true(seen[(unsigned char)*p] > 1500); /* 1875 expected */
	same_int(strlen(reference), 32);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (id_ref_ok(bad[i]))
			FAIL_AT(__LINE__, "\"%s\" was taken", bad[i]);
	is_true(id_ref_ok("K7P2MX"));
	id_code(code, 10);
	same_int(strlen(code), 10);
}

static void numbers_with_prefix(void **state)
{
	static const struct {
		int line;
		const char *s;
		int64_t want; /* 0: refused */
	} cases[] = {
		{ __LINE__, "route_456", 456 },
		{ __LINE__, "route_1", 1 },
		{ __LINE__, "route_9223372036854775807", INT64_MAX },
		{ __LINE__, "route_9223372036854775808", 0 },
		{ __LINE__, "route_0", 0 },
		{ __LINE__, "route_-1", 0 },
		{ __LINE__, "route_01", 0 },
		{ __LINE__, "route_", 0 },
		{ __LINE__, "route456", 0 },
		{ __LINE__, "route_456 ", 0 },
		{ __LINE__, "Route_456", 0 },
		{ __LINE__, "bus_456", 0 },
		{ __LINE__, "routes_456", 0 },
		{ __LINE__, "456", 0 },
		{ __LINE__, "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t v = 0;

		INT_AT(cases[i].line, id_number(cases[i].s, "route", &v), cases[i].want != 0);
		INT_AT(cases[i].line, v, cases[i].want);
	}
}

static void public_ids(void **state)
{
	(void)state;
	same_text(id_public("booking_00000000000000000000000001", "booking"),
		  "00000000000000000000000001");
	same_text(id_public("booking_0000000000000000000000000", "booking"), NULL);
	same_text(id_public("payment_00000000000000000000000001", "booking"), NULL);
	same_text(id_public("00000000000000000000000001", "booking"), NULL);
	same_text(id_public("booking-00000000000000000000000001", "booking"), NULL);
	same_text(id_public("", "booking"), NULL);
}

/* FIPS 180-2 "abc"; RFC 4231 case 2 with its key padded by zeros to 32 bytes, which HMAC allows. */
static void hashes(void **state)
{
	unsigned char out[ID_HASH], key[ID_HASH] = "Jefe", other[ID_HASH];

	(void)state;
	id_hash("abc", 3, out);
	same_text(str_hex(arena, out, ID_HASH),
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	id_mac(key, "what do ya want for nothing?", 28, out);
	same_text(str_hex(arena, out, ID_HASH),
		  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	key[31] ^= 1;
	id_mac(key, "what do ya want for nothing?", 28, other);
	is_true(memcmp(out, other, ID_HASH) != 0);
}

/* What a child draws its parent never does. */
static void children_draw_their_own(void **state)
{
	unsigned char here[16], there[16];
	int status, end[2];
	pid_t child;

	(void)state;
	id_random(here, sizeof here);
	assert_int_equal(pipe(end), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		id_random(there, sizeof there);
		_exit(write(end[1], there, sizeof there) != (ssize_t)sizeof there);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(read(end[0], there, sizeof there), sizeof there);
	id_random(here, sizeof here);
	assert_memory_not_equal(here, there, sizeof here);
	close(end[0]);
	close(end[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fresh_ids),
		cmocka_unit_test(bits_vary),
		cmocka_unit_test(children_draw_their_own),
		cmocka_unit_test(known_uuids),
		cmocka_unit_test(malformed),
		cmocka_unit_test(references),
		cmocka_unit_test(numbers_with_prefix),
		cmocka_unit_test(public_ids),
		cmocka_unit_test(hashes),
	};

	if (sodium_init() < 0)
		return 1;
	return unit_run("id", tests);
}
