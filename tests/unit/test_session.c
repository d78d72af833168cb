/* test_session - who is asking, by token, cookie or guest token; what proves a form is ours. */
#include "unit.h"

#include <sodium.h>

#include "http/session.c"

static struct req r;
static struct route row;

/* The request's headers, cookies and form. */
static const char *authorization, *booking_token, *origin, *fetch_site;
static const char *guest_cookie, *session_cookie_value, *csrf_field;
static const char *last_header, *last_value;

/* What the database and the token library know. */
static const struct found *known_session;
static int asked_db, asked_token, asked_revoked, touched;
static bool db_is_away, revoked;

const char *req_header(const struct req *q, const char *name)
{
	(void)q;
	return strcmp(name, "Authorization") == 0	? authorization
	       : strcmp(name, "X-Booking-Token") == 0 ? booking_token
	       : strcmp(name, "Origin") == 0		? origin
	       : strcmp(name, "Sec-Fetch-Site") == 0	? fetch_site
							: NULL;
}

const char *req_cookie(struct req *q, const char *name)
{
	(void)q;
	return strcmp(name, "__Host-guest") == 0     ? guest_cookie
	       : strcmp(name, "__Host-session") == 0 ? session_cookie_value
						     : NULL;
}

const char *input_text(const struct req *q, const char *name)
{
	(void)q;
	return strcmp(name, "_csrf") == 0 ? csrf_field : NULL;
}

void reply_header(struct req *q, const char *name, const char *value)
{
	(void)q;
	last_header = name;
	last_value = value;
}

enum err token_verify(struct arena *a, const char *token, struct who *who)
{
	(void)a;
	asked_token++;
	if (strcmp(token, "good") != 0)
		return fail(ERR_UNAUTHORISED, "refused");
	who->role = ROLE_CUSTOMER;
	who->user_id = 7;
	return OK;
}

enum err db_maybe(struct work *w, enum q q, const struct param *p, const struct field *fields, void *out,
		  bool *found)
{
	(void)w;
	(void)fields;
	asked_db++;
	same_int(q, Q_SESSION_FIND);
	same_int(p[0].n, ID_HASH);
	if (db_is_away)
		return fail(ERR_UNAVAILABLE, "away");
	*found = known_session != NULL;
	if (*found)
		*(struct found *)out = *known_session;
	return OK;
}

enum err db_run(struct work *w, enum q q, const struct param *p)
{
	(void)w;
	same_int(q, Q_SESSION_TOUCH);
	same_int(p[0].number, known_session->session_id);
	touched++;
	return OK;
}

/* What access tokens must not be believed is another module's matter: here it is asked, in its place. */
enum err revoked_check(struct work *w)
{
	same_int(w->who.user_id, 7);
	asked_revoked++;
	return revoked ? fail(ERR_UNAUTHORISED, "revoked") : OK;
}

#define TOKEN "00000000000000000000000001"
#define OTHER "00000000000000000000000002"

static const struct found staff = { 99, 77, 5, "partner_owner", "Une Gérante" };

static int begin(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	memset(&r, 0, sizeof r);
	memset(&row, 0, sizeof row);
	row.auth = AUTH_GUEST;
	r.work.arena = arena;
	r.route = &row;
	authorization = booking_token = origin = fetch_site = NULL;
	guest_cookie = session_cookie_value = csrf_field = NULL;
	last_header = last_value = NULL;
	known_session = &staff;
	asked_db = asked_token = asked_revoked = touched = 0;
	db_is_away = revoked = false;
	return 0;
}

static void nobody(void **state)
{
	(void)state;
	same_int(session_identify(&r), OK);
	same_int(r.work.who.role, ROLE_ANONYMOUS);
	same_int(r.work.who.user_id, 0);
	is_false(r.work.who.has_guest);
	same_int(asked_db, 0);
}

static void bearers(void **state)
{
	static const char *const bad[] = { "", "good", "Bearer", "Bearer ", "Bearer bad", "Basic good", "Bearer  good",
					   "Bearer good " };

	(void)state;
	authorization = "Bearer good";
	same_int(session_identify(&r), OK);
	same_int(r.work.who.user_id, 7);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		begin(NULL);
		session_cookie_value = TOKEN; /* no way round a bad token */
		authorization = bad[i];
		INT_AT(__LINE__, session_identify(&r), ERR_UNAUTHORISED);
		INT_AT(__LINE__, r.work.who.user_id, 0);
	}
	begin(NULL);
	r.is_page = true;
	authorization = "Bearer bad"; /* pages are signed in by cookie only */
	same_int(session_identify(&r), OK);
	same_int(asked_token, 0);
	same_int(asked_revoked, 0);
	begin(NULL);
	authorization = "Bearer good"; /* verified, and revoked all the same */
	revoked = true;
	same_int(session_identify(&r), ERR_UNAUTHORISED);
	same_int(asked_revoked, 1);
	same_int(r.work.who.user_id, 0);
	same_int(r.work.who.role, ROLE_ANONYMOUS);
}

/* A session in use is prolonged, in the database and in the browser, when it was not for a day. */
static void cookies_slide(void **state)
{
	static const struct found stale = { 99, 77, 5, "partner_owner", "Une Gérante", .stale = true };

	(void)state;
	session_cookie_value = TOKEN;
	same_int(session_identify(&r), OK);
	same_int(touched, 0);
	is_true(last_header == NULL);
	begin(NULL);
	session_cookie_value = TOKEN;
	known_session = &stale;
	same_int(session_identify(&r), OK);
	same_int(touched, 1);
	same_text(last_header, "Set-Cookie");
	is_true(strncmp(last_value, "__Host-session=" TOKEN "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure", 90) == 0);
}

static void cookies(void **state)
{
	static const char *const bad[] = { "", "x", "0000000000000000000000000", TOKEN "1", "' OR 1=1" };

	(void)state;
	session_cookie_value = TOKEN;
	same_int(session_identify(&r), OK);
	same_int(r.work.who.user_id, 77);
	same_int(r.work.who.org_id, 5);
	same_int(r.work.who.session_id, 99);
	same_int(r.work.who.role, ROLE_PARTNER_OWNER);
	same_text(r.user_name, "Une Gérante");
	begin(NULL);
	known_session = NULL; /* ended or made up: simply not signed in */
	session_cookie_value = TOKEN;
	same_int(session_identify(&r), OK);
	same_int(r.work.who.user_id, 0);
	same_int(r.work.who.role, ROLE_ANONYMOUS);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		begin(NULL);
		session_cookie_value = bad[i];
		INT_AT(__LINE__, session_identify(&r), OK);
		INT_AT(__LINE__, r.work.who.user_id, 0);
		INT_AT(__LINE__, asked_db, 0);
	}
	begin(NULL);
	db_is_away = true;
	session_cookie_value = TOKEN;
	same_int(session_identify(&r), ERR_UNAVAILABLE); /* not "signed out" */
}

static void guests(void **state)
{
	unsigned char hash[ID_HASH];

	(void)state;
	id_hash(TOKEN, ID_CHARS, hash);
	booking_token = TOKEN;
	same_int(session_identify(&r), OK);
	is_true(r.work.who.has_guest && !r.guest_is_new && !r.guest_cookie);
	is_true(memcmp(r.work.who.guest_hash, hash, ID_HASH) == 0);
	begin(NULL);
	guest_cookie = TOKEN;
	same_int(session_identify(&r), OK);
	is_true(r.work.who.has_guest && r.guest_cookie);
	begin(NULL);
	booking_token = OTHER;
	guest_cookie = TOKEN;
	r.is_page = true; /* a page is known by its cookie */
	same_int(session_identify(&r), OK);
	same_text(r.guest_token, TOKEN);
	begin(NULL);
	booking_token = "nonsense";
	same_int(session_identify(&r), OK);
	is_false(r.work.who.has_guest);
	begin(NULL);
	authorization = "Bearer good"; /* signed in and guest of an earlier booking */
	booking_token = TOKEN;
	same_int(session_identify(&r), OK);
	is_true(r.work.who.has_guest && r.work.who.user_id == 7);
}

/* Rows that answer everyone alike do not even look. */
static void open_rows(void **state)
{
	static const enum auth open[] = { AUTH_OPEN, AUTH_LOOPBACK };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		begin(NULL);
		row.auth = open[i];
		authorization = "Bearer bad";
		session_cookie_value = TOKEN;
		booking_token = TOKEN;
		INT_AT(__LINE__, session_identify(&r), OK);
		INT_AT(__LINE__, asked_db + asked_token, 0);
		INT_AT(__LINE__, r.work.who.role, ROLE_ANONYMOUS);
		is_false(r.work.who.has_guest);
	}
}

static void a_guest_is_made_once(void **state)
{
	const char *token = session_guest(&r);

	(void)state;
	is_true(id_ok(token) && r.guest_is_new && r.work.who.has_guest);
	same_text(session_guest(&r), token);
	same_text(last_header, NULL); /* the API returns it in the answer */
	begin(NULL);
	r.is_page = true;
	token = session_guest(&r);
	same_text(last_header, "Set-Cookie");
	same_text(last_value, arena_printf(arena, "__Host-guest=%s; Path=/; Max-Age=2592000; HttpOnly; "
						  "SameSite=Lax; Secure", token));
	begin(NULL);
	guest_cookie = TOKEN;
	session_identify(&r);
	same_text(session_guest(&r), TOKEN);
	is_false(r.guest_is_new);
}

static void session_cookies(void **state)
{
	(void)state;
	session_cookie(&r, TOKEN);
	same_text(last_value, "__Host-session=" TOKEN "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
	session_cookie(&r, NULL);
	same_text(last_value, "__Host-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

/* A page form of a guest, with everything in order; cases spoil one thing. */
static void page_form(void)
{
	begin(NULL);
	r.is_page = true;
	guest_cookie = TOKEN;
	session_identify(&r);
	csrf_field = session_csrf(&r);
}

static void forms_of_guests(void **state)
{
	const char *proof;

	(void)state;
	page_form();
	same_int(strlen(csrf_field), 32);
	is_true(session_same_site(&r));
	origin = "http://127.0.0.1:8080";
	fetch_site = "same-origin";
	is_true(session_same_site(&r));
	csrf_field = NULL;
	is_false(session_same_site(&r));
	csrf_field = "";
	is_false(session_same_site(&r));
	page_form();
	proof = csrf_field;
	for (size_t i = 0; i < 32; i++) {
		char *copy = arena_str(arena, proof);

		copy[i] = copy[i] == 'a' ? 'b' : 'a';
		csrf_field = copy;
		is_false(session_same_site(&r));
		csrf_field = arena_strn(arena, proof, i);
		is_false(session_same_site(&r));
	}
	csrf_field = arena_printf(arena, "%s0", proof);
	is_false(session_same_site(&r));
}

/* The proof of one guest or session is worth nothing for another, or without its cookie. */
static void proofs_are_personal(void **state)
{
	char *mine;

	(void)state;
	page_form();
	mine = strdup(csrf_field);
	begin(NULL);
	r.is_page = true;
	guest_cookie = OTHER;
	session_identify(&r);
	csrf_field = mine;
	is_false(session_same_site(&r));
	begin(NULL);
	r.is_page = true; /* no cookie at all */
	session_identify(&r);
	csrf_field = mine;
	is_false(session_same_site(&r));
	begin(NULL);
	r.is_page = true; /* the same guest, signed in since: the form is shown again */
	guest_cookie = TOKEN;
	session_cookie_value = TOKEN;
	session_identify(&r);
	csrf_field = mine;
	is_false(session_same_site(&r));
	csrf_field = session_csrf(&r);
	is_true(session_same_site(&r));
	free(mine);
}

static void foreign_sites(void **state)
{
	static const struct {
		int line;
		const char *origin, *fetch;
		bool ok;
	} cases[] = {
		{ __LINE__, NULL, NULL, true },
		{ __LINE__, "http://127.0.0.1:8080", NULL, true },
		{ __LINE__, NULL, "none", true },
		{ __LINE__, NULL, "same-origin", true },
		{ __LINE__, "null", NULL, false },
		{ __LINE__, "", NULL, false },
		{ __LINE__, "http://127.0.0.1", NULL, false },
		{ __LINE__, "http://127.0.0.1:8080/", NULL, false },
		{ __LINE__, "https://127.0.0.1:8080", NULL, false },
		{ __LINE__, "http://127.0.0.1:8080.evil.test", NULL, false },
		{ __LINE__, "http://evil.test", NULL, false },
		{ __LINE__, NULL, "cross-site", false },
		{ __LINE__, NULL, "same-site", false },
		{ __LINE__, "http://127.0.0.1:8080", "cross-site", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		page_form();
		origin = cases[i].origin;
		fetch_site = cases[i].fetch;
		INT_AT(cases[i].line, session_same_site(&r), cases[i].ok);
		r.is_page = false;
		csrf_field = NULL;
		INT_AT(cases[i].line, session_same_site(&r), cases[i].ok);
	}
}

#define SESSION_TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(nobody),
		SESSION_TEST(bearers),
		SESSION_TEST(cookies),
		SESSION_TEST(cookies_slide),
		SESSION_TEST(guests),
		SESSION_TEST(open_rows),
		SESSION_TEST(a_guest_is_made_once),
		SESSION_TEST(session_cookies),
		SESSION_TEST(forms_of_guests),
		SESSION_TEST(proofs_are_personal),
		SESSION_TEST(foreign_sites),
	};

	if (sodium_init() < 0)
		return 1;
	unit_start();
	unit_settings("");
	return unit_run("session", tests);
}
