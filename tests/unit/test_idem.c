/* test_idem - whose key it is, what counts as the same request, the sealed reply. */
#include "unit.h"

#include "http/idem.c"

static struct req r;
static struct route row = { .method = POST, .path = "/x", .idempotent = true };

/* What the database would have got. */
static enum q asked;
static struct param got[3];
static const char *stored_hex;
static int stored_status;

void db_later(struct work *w, enum q q, const struct param *p)
{
	(void)w;
	asked = q;
	memcpy(got, p, sizeof got);
}

enum err db_one(struct work *w, enum q q, const struct param *p, const struct field *fields, void *out)
{
	struct stored *s = out;

	(void)w;
	(void)fields;
	asked = q;
	got[0] = p[0];
	if (!stored_hex)
		return fail(ERR_NOT_FOUND, "none");
	s->status = stored_status;
	s->hex = stored_hex;
	return OK;
}

static int begin(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	memset(&r, 0, sizeof r);
	r.work.arena = arena;
	r.route = &row;
	r.method = POST;
	r.path = "/api/v1/bookings";
	r.address = "192.0.2.1";
	r.key = "0123456789abcdef";
	r.body = "{\"a\":1}";
	r.body_n = 7;
	return 0;
}

/* The name of the row and the fingerprint of the body for the request as it stands. */
static const char *name_of(void)
{
	if (idem_prepare(&r) != OK)
		FAIL_AT(__LINE__, "%s", fail_note()->why);
	return str_hex(arena, now.name, ID_HASH);
}

static const char *body_of(void)
{
	name_of();
	return str_hex(arena, now.body, ID_HASH);
}

static void keys(void **state)
{
	static const struct {
		int line;
		const char *key;
		bool ok;
	} cases[] = {
		{ __LINE__, NULL, false },
		{ __LINE__, "", false },
		{ __LINE__, "a", true },
		{ __LINE__, "0d3f7c1e-2a52-4d3b-8f4e-1c9b7a6d5e4f", true },
		{ __LINE__, "with blank", false },
		{ __LINE__, "tab\there", false },
		{ __LINE__, "line\nend", false },
		{ __LINE__, "caf\xC3\xA9", false },
		{ __LINE__, "!~", true },
	};
	char big[300];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		fail_clear();
		r.key = cases[i].key;
		INT_AT(cases[i].line, idem_prepare(&r), cases[i].ok ? OK : ERR_KEY_MISSING);
		TEXT_AT(cases[i].line, fail_note()->field, cases[i].ok ? "" : "Idempotency-Key");
	}
	memset(big, 'k', sizeof big);
	big[255] = '\0';
	r.key = big;
	same_int(idem_prepare(&r), OK);
	big[255] = 'k';
	big[256] = '\0';
	same_int(idem_prepare(&r), ERR_KEY_MISSING);
	fail_clear();
	r.is_page = true;
	r.key = NULL;
	same_int(idem_prepare(&r), ERR_KEY_MISSING);
	same_text(fail_note()->field, "_key");
}

/* A key is a person's own, of one operation: change anything and it is another row. */
static void whose_key(void **state)
{
	const char *base = name_of(), *user, *guest;

	(void)state;
	same_text(name_of(), base);
	r.key = "0123456789abcdeF";
	is_false(str_eq(name_of(), base));
	begin(NULL);
	base = name_of();
	r.path = "/api/v1/payments/initiate";
	is_false(str_eq(name_of(), base));
	r.path = "/api/v1/bookings";
	r.method = PATCH;
	is_false(str_eq(name_of(), base));
	r.method = POST;
	r.work.who.user_id = 7;
	user = name_of();
	is_false(str_eq(user, base));
	r.work.who.user_id = 8;
	is_false(str_eq(name_of(), user));
	r.work.who.user_id = 0;
	r.work.who.has_guest = true;
	r.work.who.guest_hash[0] = 1;
	guest = name_of();
	is_false(str_eq(guest, base));
	r.work.who.guest_hash[31] = 1;
	is_false(str_eq(name_of(), guest));
	r.guest_is_new = true; /* minted in this request: a retry will not carry it */
	same_text(name_of(), base);
}

/* A long key of a nameless caller is its own secret; a short one is told apart by address. */
static void nameless_callers(void **state)
{
	const char *a = name_of(), *b;

	(void)state;
	r.address = "192.0.2.2";
	same_text(name_of(), a);
	r.key = "123";
	b = name_of();
	r.address = "192.0.2.1";
	is_false(str_eq(name_of(), b));
}

static void fingerprints(void **state)
{
	static const struct {
		int line;
		bool page;
		const char *a, *b;
		bool same;
	} cases[] = {
		{ __LINE__, false, "{\"a\":1}", "{\"a\":1}", true },
		{ __LINE__, false, "{\"a\":1}", "{\"a\":2}", false },
		{ __LINE__, false, "{\"a\":1}", "{\"a\":1} ", false },
		{ __LINE__, false, "{\"a\":1}", "", false },
		{ __LINE__, true, "_csrf=x&a=1", "_csrf=y&a=1", true },
		{ __LINE__, true, "a=1&_csrf=x", "a=1&_csrf=yyy", true },
		{ __LINE__, true, "_csrf=x&a=1", "_csrf=x&a=2", false },
		{ __LINE__, true, "a=1&b=2", "a=1b=2", false },
		{ __LINE__, true, "a=1&b=2", "a=1&=2&b", false },
		{ __LINE__, true, "_csrf=x&_key=k&a=1", "_csrf=x&_key=l&a=1", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *a, *b;

		r.is_page = cases[i].page;
		r.body = cases[i].a;
		r.body_n = strlen(r.body);
		a = body_of();
		r.body = cases[i].b;
		r.body_n = strlen(r.body);
		b = body_of();
		INT_AT(cases[i].line, strcmp(a, b) == 0, cases[i].same);
	}
}

static void claims(void **state)
{
	(void)state;
	name_of();
	idem_claim(&r);
	same_int(asked, Q_IDEM_CLAIM);
	is_true(got[0].kind == PARAM_BYTES && got[0].n == 32 && got[1].n == 32);
	is_true(memcmp(got[0].p, now.name, 32) == 0 && memcmp(got[1].p, now.body, 32) == 0);
	is_true(got[2].number > 0);
}

/* Stores the reply as it stands and leaves what the table would hold in stored_hex. */
static void store_reply(int status, const char *redirect, const char *body)
{
	name_of();
	r.status = status;
	r.redirect = redirect;
	buf_init(&r.out, arena, 64);
	if (body)
		buf_str(&r.out, body);
	idem_store(&r);
	same_int(asked, Q_IDEM_STORE);
	same_int(got[1].number, status);
	stored_status = status;
	stored_hex = str_hex(arena, got[2].p, got[2].n);
}

/* A later request with the same key and principal. */
static enum err replay(void)
{
	const char *kept = stored_hex;
	struct work w = r.work;
	const char *key = r.key;

	memset(&r, 0, sizeof r);
	r.work = w;
	r.route = &row;
	r.method = POST;
	r.path = "/api/v1/bookings";
	r.address = "192.0.2.1";
	r.key = key;
	r.body = "{\"a\":1}";
	r.body_n = 7;
	fail_clear();
	name_of();
	stored_hex = kept;
	return idem_replay(&r);
}

static void replies_come_back(void **state)
{
	static const struct {
		int line, status;
		const char *redirect, *body;
	} cases[] = {
		{ __LINE__, 201, NULL, "{\"success\":true,\"data\":{\"phone\":\"+213550123456\"}}" },
		{ __LINE__, 303, "/fr/booking/booking_1", NULL },
		{ __LINE__, 200, NULL, "" },
		{ __LINE__, 200, NULL, "\nline\nline\n" },
		{ __LINE__, 422, NULL, "\xD9\x88\xF0\x9F\x9A\x8C" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		begin(NULL);
		store_reply(cases[i].status, cases[i].redirect, cases[i].body);
		INT_AT(cases[i].line, replay(), OK);
		INT_AT(cases[i].line, r.status, cases[i].status);
		TEXT_AT(cases[i].line, r.redirect, cases[i].redirect);
		TEXT_AT(cases[i].line, r.out.data, cases[i].body ? cases[i].body : "");
		TRUE_AT(cases[i].line, r.replayed);
	}
}

static void the_table_reveals_nothing(void **state)
{
	const char *once, *plain = str_hex(arena, "+213550123456", 13);

	(void)state;
	store_reply(201, NULL, "{\"phone\":\"+213550123456\"}");
	once = stored_hex;
	is_true(strstr(once, plain) == NULL);
	is_true(strstr(str_hex(arena, got[0].p, got[0].n), str_hex(arena, r.key, strlen(r.key))) == NULL);
	store_reply(201, NULL, "{\"phone\":\"+213550123456\"}");
	is_false(str_eq(once, stored_hex)); /* a nonce of its own each time */
}

static void damaged_replies(void **state)
{
	char *hex;
	size_t n;

	(void)state;
	store_reply(201, NULL, "{}");
	n = strlen(stored_hex);
	for (size_t at = 0; at < n; at += 3) {
		hex = arena_str(arena, stored_hex);
		hex[at] = hex[at] == '0' ? '1' : '0';
		stored_hex = hex;
		INT_AT(__LINE__, replay(), ERR_INTERNAL);
		hex = arena_str(arena, hex);
		hex[at] = hex[at] == '0' ? '1' : '0';
		begin(NULL);
		store_reply(201, NULL, "{}");
	}
	stored_hex = "";
	same_int(replay(), ERR_INTERNAL);
	stored_hex = "abcd";
	same_int(replay(), ERR_INTERNAL);
	stored_hex = NULL;
	same_int(replay(), ERR_NOT_FOUND);
}

/* The row of somebody else does not open, even for who holds the table and the setting. */
static void sealed_for_one(void **state)
{
	(void)state;
	store_reply(201, NULL, "{\"a\":1}");
	r.key = "another-key-of-16";
	same_int(replay(), ERR_INTERNAL);
	begin(NULL);
	store_reply(201, NULL, "{\"a\":1}");
	r.work.who.user_id = 7;
	same_int(replay(), ERR_INTERNAL);
	begin(NULL);
	store_reply(201, NULL, "{\"a\":1}");
	unit_settings("key.reply = 0909090909090909090909090909090909090909090909090909090909090909\n");
	same_int(replay(), ERR_INTERNAL);
	unit_settings("");
}

#define IDEM_TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IDEM_TEST(keys),
		IDEM_TEST(whose_key),
		IDEM_TEST(nameless_callers),
		IDEM_TEST(fingerprints),
		IDEM_TEST(claims),
		IDEM_TEST(replies_come_back),
		IDEM_TEST(the_table_reveals_nothing),
		IDEM_TEST(damaged_replies),
		IDEM_TEST(sealed_for_one),
	};

	if (sodium_init() < 0)
		return 1;
	unit_start();
	unit_settings("");
	return unit_run("idem", tests);
}
