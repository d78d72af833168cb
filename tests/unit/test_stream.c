/* test_stream - tickets of the live streams and shared links: round trips, and what is refused. */
#include "unit.h"

#include "base/stream.c"

#define mac_of(a, purpose, body) mac_of(a, ring_key(RING_STREAM), purpose, body)

static const int64_t now = 1795500000;
static const int64_t buses[] = { 3, 4, 5, 9, 12, 13 };
static const char booking[] = "0123456789abcdefghjkmnpqrs", person[] = "7zzzzzzzzzzzzzzzzzzzzzzzzz";

static struct stream_grant sample(void)
{
	struct stream_grant g = { .issued = now, .expires = now + 60, .until = now + 3600, .role = ROLE_PARTNER_OWNER,
				  .session_id = 5, .user_id = 6, .org_id = 7, .buses = buses, .n_buses = 6 };

	memcpy(g.booking, booking, sizeof g.booking);
	memcpy(g.person, person, sizeof g.person);
	return g;
}

/* A ticket with any body, signed as if it were ours. */
static const char *signed_as(const char *purpose, const char *body)
{
	return arena_printf(arena, "%s.%s", body, mac_of(arena, purpose, body));
}

static bool reads(const char *ticket)
{
	struct stream_grant g;

	return stream_read(arena, ticket, now, &g);
}

static void test_round_trip(void **state)
{
	struct stream_grant g = sample(), got, again;
	const char *ticket = stream_make(arena, &g);

	(void)state;
	is_true(stream_read(arena, ticket, now, &got));
	same_int(got.expires, now + 60);
	same_int(got.until, now + 3600);
	is_false(got.native || got.every_bus);
	same_int(got.role, ROLE_PARTNER_OWNER);
	same_int(got.session_id, 5);
	same_int(got.user_id, 6);
	same_int(got.org_id, 7);
	same_int(got.n_buses, 6);
	for (size_t i = 0; i < 6; i++)
		same_int(got.buses[i], buses[i]);
	same_text(got.booking, booking);
	same_text(got.person, person);
	is_true(strstr(ticket, ".3-5_9_12-13.") != NULL);
	is_true(stream_read(arena, stream_make(arena, &g), now, &again) && again.nonce != got.nonce);
	same_int(strspn(ticket, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"), strlen(ticket));
}

static void test_buses(void **state)
{
	struct stream_grant g = { .issued = now, .expires = now + 60, .until = now + 60, .native = true, .role = ROLE_ADMIN,
				  .every_bus = true }, got;
	int64_t *many = arena_get(arena, 5000 * sizeof *many);

	(void)state;
	is_true(stream_read(arena, stream_make(arena, &g), now, &got) && got.every_bus && got.native);
	is_true(stream_has_bus(&got, 1) && stream_has_bus(&got, 999));
	g.every_bus = false;
	g.buses = buses;
	g.n_buses = 6;
	is_true(stream_read(arena, stream_make(arena, &g), now, &got));
	for (int64_t id = 1; id < 20; id++)
		same_int(stream_has_bus(&got, id), id == 3 || id == 4 || id == 5 || id == 9 || id == 12 || id == 13);
	for (int i = 0; i < 5000; i++)
		many[i] = 1000 + i;
	g.buses = many;
	g.n_buses = STREAM_BUSES;
	is_true(stream_read(arena, stream_make(arena, &g), now, &got) && got.n_buses == STREAM_BUSES);
	g.n_buses = STREAM_BUSES + 1;
	is_true(stream_make(arena, &g) == NULL);
	for (int i = 0; i < 5000; i++)
		many[i] = 1000000 + 2 * i;
	g.n_buses = 2000; /* apart from each other, too long for an address */
	is_true(stream_make(arena, &g) == NULL);
	g.n_buses = 0;
	is_true(stream_read(arena, stream_make(arena, &g), now, &got) && !stream_has_bus(&got, 3));
}

#define MAC "00112233445566778899aabbccddeeff"
#define TAIL ".-.-.0011223344556677"
#define BODY(buses) "2.1795500000.1795500060.1795503600.w.admin.0.0.0." buses TAIL

/* Bodies that are signed by us and say something that must not be believed. */
static void test_signed_nonsense(void **state)
{
	static const struct {
		int line;
		const char *body;
	} cases[] = {
		{ __LINE__, "2.1795500060.1795503600.w.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500000.1795503600.w.admin.0.0.0.all" TAIL }, /* expires now */
		{ __LINE__, "2.1795500000.1795499999.1795503600.w.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795500000.w.admin.0.0.0.all" TAIL }, /* stream over */
		{ __LINE__, "2.1795500000.1795500060.9795503600.w.admin.0.0.0.all" TAIL }, /* stream for centuries */
		{ __LINE__, "2.1795500000.-1.1795503600.w.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.01795500060.1795503600.w.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.x.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.ww.admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600..admin.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.root.0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w..0.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.x.0.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.-5.0.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.99999999999999999999.all" TAIL },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all" },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all" TAIL ".1" },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all.-.-.001122334455667" },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all.-.-.zz11223344556677" },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all.short.-.0011223344556677" },
		{ __LINE__, "2.1795500000.1795500060.1795503600.w.admin.0.0.0.all.-.8zzzzzzzzzzzzzzzzzzzzzzzzz.0011223344556677" },
		{ __LINE__, BODY("") }, { __LINE__, BODY("0") }, { __LINE__, BODY("-5") }, { __LINE__, BODY("5-") },
		{ __LINE__, BODY("5-5") }, { __LINE__, BODY("5-4") }, { __LINE__, BODY("9_3") }, { __LINE__, BODY("3_3") },
		{ __LINE__, BODY("3-5_5") }, { __LINE__, BODY("_3") }, { __LINE__, BODY("3_") }, { __LINE__, BODY("3__4") },
		{ __LINE__, BODY("1-4001") }, { __LINE__, BODY("1-9223372036854775806") },
		{ __LINE__, BODY("9223372036854775807") }, { __LINE__, BODY("3,4") }, { __LINE__, BODY("ALL") },
	};

	(void)state;
	is_true(reads(signed_as("ticket", BODY("all"))));
	is_true(reads(signed_as("ticket", BODY("1-4000"))));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TRUE_AT(cases[i].line, !reads(signed_as("ticket", cases[i].body)));
}

/* Signatures that are not ours. */
static void test_forgeries(void **state)
{
	struct stream_grant g = sample();
	const char *ticket = stream_make(arena, &g), *body = BODY("all");
	size_t n = strlen(ticket);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char *copy = arena_str(arena, ticket);

		copy[i] = copy[i] == '0' ? '1' : '0';
		TRUE_AT(__LINE__, !reads(copy));
		TRUE_AT(__LINE__, !reads(arena_strn(arena, ticket, i)));
	}
	is_false(reads(""));
	is_false(reads("."));
	is_false(reads(arena_printf(arena, "%s.", body)));
	is_false(reads(body));
	is_false(reads(arena_printf(arena, "%s.%s", body, MAC)));
	is_false(reads(arena_printf(arena, ".%s", mac_of(arena, "ticket", ""))));
	is_false(reads(signed_as("share", body)));
	is_false(reads(signed_as("csrf", body)));
	is_false(reads(arena_printf(arena, "%s0", ticket)));
	is_false(reads(arena_printf(arena, " %s", ticket)));
	is_false(reads(arena_printf(arena, "%s.%s", ticket, mac_of(arena, "ticket", "x"))));
	unit_settings("key.stream = 9999999999999999999999999999999999999999999999999999999999999999\n");
	is_false(reads(ticket)); /* another key */
	unit_settings("");
	is_true(reads(ticket));
}

static void test_shared(void **state)
{
	const char *token = stream_share(arena, booking, now + 100);
	char got[ID_CHARS + 1];
	int64_t until;
	size_t n = strlen(token);

	(void)state;
	is_true(stream_shared(arena, token, now, got, &until));
	same_text(got, booking);
	same_int(until, now + 100);
	is_false(stream_shared(arena, token, now + 100, got, &until));
	same_text(got, "");
	for (size_t i = 0; i < n; i++) {
		char *copy = arena_str(arena, token);

		copy[i] = copy[i] == '0' ? '1' : '0';
		TRUE_AT(__LINE__, !stream_shared(arena, copy, now, got, &until));
	}
	is_false(stream_shared(arena, "", now, got, &until));
	is_false(stream_shared(arena, signed_as("share", "1.1795500100.-"), now, got, &until));
	is_false(stream_shared(arena, signed_as("share", "1.1795500100"), now, got, &until));
	is_false(stream_shared(arena, signed_as("share", "2.1795500100.0123456789abcdefghjkmnpqrs"), now, got, &until));
	is_false(stream_shared(arena, signed_as("ticket", "1.1795500100.0123456789abcdefghjkmnpqrs"), now, got, &until));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_buses),
		cmocka_unit_test(test_signed_nonsense),
		cmocka_unit_test(test_forgeries),
		cmocka_unit_test(test_shared),
	};

	unit_start();
	unit_settings("");
	return unit_run("stream", tests);
}
