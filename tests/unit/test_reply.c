/* test_reply - the envelope, errors in it, headers, validators; nothing a value can break out of. */
#include "unit.h"

#include <cjson/cJSON.h>

#include "http/reply.c"

static struct req r;
static struct route row;
static const char *if_none_match;
static struct buf sent;

struct doc {
	int64_t id, total;
	const char *name;
};

static const struct field doc_fields[] = {
	{ "id", F_ID("route"), AT(doc, id) },
	{ "total", F_MONEY, AT(doc, total) },
	{ "name", F_TEXT, AT(doc, name) },
	{ 0 },
};

static struct doc docs[] = { { 1, 77000, "a" }, { 2, 80000, "b" } };

const char *req_header(const struct req *q, const char *name)
{
	(void)q;
	return strcmp(name, "If-None-Match") == 0 ? if_none_match : NULL;
}

const char *transport_env(const struct transport *t, const char *name)
{
	(void)t;
	(void)name;
	return NULL;
}

void transport_write(struct transport *t, const char *data, size_t n)
{
	(void)t;
	buf_put(&sent, data, n);
}

static int begin(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	memset(&r, 0, sizeof r);
	memset(&row, 0, sizeof row);
	row.cache = (struct cache_policy)CACHE_PRIVATE_0;
	r.work.arena = arena;
	r.work.request_id = "req_1";
	r.work.now = 1795516200123456;
	r.work.lang = LANG_FR;
	r.work.who.role = ROLE_CUSTOMER;
	r.route = &row;
	r.method = GET;
	if_none_match = NULL;
	buf_init(&sent, arena, 256);
	return 0;
}

#define META "\"meta\":{\"timestamp\":\"2026-11-24T10:30:00Z\",\"requestId\":\"req_1\"}}"

static void rendered(int line, const char *want)
{
	INT_AT(line, reply_json(&r), OK);
	TEXT_AT(line, r.out.data, want);
}

static void envelopes(void **state)
{
	(void)state;
	reply(&r, 200);
	rendered(__LINE__, "{\"success\":true,\"data\":{}," META);
	put(&r, NULL, doc_fields, &docs[0]);
	rendered(__LINE__, "{\"success\":true,\"data\":{\"id\":\"route_1\",\"total\":{\"amount\":77000,"
			   "\"currency\":\"DZD\"},\"name\":\"a\"}," META);
	put(&r, "other", doc_fields, &docs[1]);
	rendered(__LINE__, "{\"success\":true,\"data\":{\"id\":\"route_1\",\"total\":{\"amount\":77000,"
			   "\"currency\":\"DZD\"},\"name\":\"a\",\"other\":{\"id\":\"route_2\",\"total\":"
			   "{\"amount\":80000,\"currency\":\"DZD\"},\"name\":\"b\"}}," META);
	reply_reset(&r);
	put_list(&r, "items", doc_fields, sizeof docs[0], docs, 0);
	rendered(__LINE__, "{\"success\":true,\"data\":{\"items\":[]}," META);
}

static void pages(void **state)
{
	static const struct {
		int line, page, limit;
		int64_t total;
		const char *want;
	} cases[] = {
		{ __LINE__, 1, 20, 0, "\"page\":1,\"limit\":20,\"total\":0,\"totalPages\":0,\"hasNext\":false,\"hasPrevious\":false" },
		{ __LINE__, 1, 20, 20, "\"page\":1,\"limit\":20,\"total\":20,\"totalPages\":1,\"hasNext\":false,\"hasPrevious\":false" },
		{ __LINE__, 1, 20, 150, "\"page\":1,\"limit\":20,\"total\":150,\"totalPages\":8,\"hasNext\":true,\"hasPrevious\":false" },
		{ __LINE__, 8, 20, 150, "\"page\":8,\"limit\":20,\"total\":150,\"totalPages\":8,\"hasNext\":false,\"hasPrevious\":true" },
		{ __LINE__, 2, 1, 3, "\"page\":2,\"limit\":1,\"total\":3,\"totalPages\":3,\"hasNext\":true,\"hasPrevious\":true" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		reply_reset(&r);
		reply(&r, 200);
		put_list(&r, NULL, doc_fields, sizeof docs[0], docs, 0);
		put_pagination(&r, cases[i].page, cases[i].limit, cases[i].total);
		rendered(cases[i].line, arena_printf(arena, "{\"success\":true,\"data\":[],\"pagination\":{%s}," META,
						     cases[i].want));
	}
	r.pagination.estimate = true;
	r.pagination.next_cursor = "abc";
	reply_json(&r);
	is_true(strstr(r.out.data, "\"totalIsEstimate\":true,\"nextCursor\":\"abc\"}") != NULL);
}

static cJSON *error_of_reply(int line, enum err e)
{
	cJSON *o;

	reply_error_json(&r, e);
	INT_AT(line, r.status, err_status(e));
	o = cJSON_ParseWithOpts(r.out.data, NULL, 1);
	if (!o || cJSON_GetArraySize(o) != 3 || !cJSON_IsFalse(cJSON_GetObjectItem(o, "success")) ||
	    cJSON_GetArraySize(cJSON_GetObjectItem(o, "meta")) != 2)
		FAIL_AT(line, "%s", r.out.data);
	return o;
}

static const char *at(const cJSON *o, const char *a, const char *b)
{
	const cJSON *c = cJSON_GetObjectItem(cJSON_GetObjectItem(o, a), b);

	return cJSON_IsString(c) ? c->valuestring : NULL;
}

static void errors(void **state)
{
	static const struct rule rule = { "age", V_COUNT, .min = 0, .max = 130 };
	cJSON *o, *fields;

	(void)state;
	for (enum err e = 1; e < ERR__COUNT; e++) {
		fail_clear();
		o = error_of_reply(__LINE__, e);
		same_text(at(o, "error", "code"), err_code(e));
		is_true(at(o, "error", "message") != NULL);
		is_true(cJSON_IsObject(cJSON_GetObjectItem(cJSON_GetObjectItem(o, "error"), "details")));
		is_true(at(o, "error", "field") == NULL);
		cJSON_Delete(o);
	}
	fail(ERR_INPUT, "secret reason");
	fail_field("people.0.age");
	r.errors[0] = (struct input_error){ .name = "people.0.age", .err = ERR_INPUT, .rule = &rule };
	r.errors[1] = (struct input_error){ .name = "</script>\"", .err = ERR_UNKNOWN_FIELD };
	r.n_errors = 2;
	o = error_of_reply(__LINE__, ERR_INPUT);
	same_text(at(o, "error", "field"), "people.0.age");
	same_text(at(o, "error", "message"), "Entre 0 et 130.");
	fields = cJSON_GetObjectItem(cJSON_GetObjectItem(cJSON_GetObjectItem(o, "error"), "details"), "fields");
	same_int(cJSON_GetArraySize(fields), 2);
	same_text(cJSON_GetObjectItem(cJSON_GetArrayItem(fields, 1), "field")->valuestring, "</script>\"");
	is_true(strstr(r.out.data, "secret reason") == NULL);
	is_true(strstr(r.out.data, "</script") == NULL);
	cJSON_Delete(o);
}

static void messages_follow_the_language(void **state)
{
	cJSON *o;

	(void)state;
	r.work.lang = LANG_EN;
	o = error_of_reply(__LINE__, ERR_SEAT_TAKEN);
	same_text(at(o, "error", "message"), "This seat is gone.");
	cJSON_Delete(o);
	r.work.lang = LANG_FR;
	o = error_of_reply(__LINE__, ERR_SEAT_TAKEN);
	same_text(at(o, "error", "message"), "Ce siège est pris.");
	cJSON_Delete(o);
}

static void details_of_a_failure(void **state)
{
	cJSON *o, *d;

	(void)state;
	fail(ERR_AMBIGUOUS, "two places");
	fail_detail(doc_fields, &docs[0]);
	o = error_of_reply(__LINE__, ERR_AMBIGUOUS);
	d = cJSON_GetObjectItem(cJSON_GetObjectItem(o, "error"), "details");
	same_text(cJSON_GetObjectItem(d, "id")->valuestring, "route_1");
	cJSON_Delete(o);
}

/* Even a request that took more memory than it may gets a whole error. */
static void error_past_the_cap(void **state)
{
	struct arena *small = arena_new(4096);
	cJSON *o;

	(void)state;
	r.work.arena = small;
	arena_get(small, 5000);
	is_true(arena_overflown(small));
	reply(&r, 200);
	same_int(reply_json(&r), ERR_MEMORY);
	for (int i = 0; i < REQ_ERRORS; i++)
		r.errors[r.n_errors++] = (struct input_error){ .name = "people.0.firstName", .err = ERR_INPUT };
	o = error_of_reply(__LINE__, ERR_MEMORY);
	same_text(at(o, "error", "code"), "REQUEST_TOO_COMPLEX");
	cJSON_Delete(o);
	reply_send(&r);
	is_true(strstr(sent.data, "Status: 500\r\n") == sent.data);
	same_text(strstr(sent.data, "\r\n\r\n") + 4, r.out.data);
	arena_free(small);
}

static const char *header(const char *name)
{
	char *p = strstr(sent.data, arena_printf(arena, "\r\n%s: ", name)), *end = strstr(sent.data, "\r\n\r\n");

	if (!p || p > end)
		return NULL;
	p += strlen(name) + 4;
	return arena_strn(arena, p, strcspn(p, "\r"));
}

static const char *send_it(void)
{
	buf_init(&sent, arena, 256);
	reply_send(&r);
	return strstr(sent.data, "\r\n\r\n") + 4;
}

static void headers_of_an_answer(void **state)
{
	(void)state;
	reply(&r, 200);
	put(&r, NULL, doc_fields, &docs[0]);
	reply_json(&r);
	reply_header(&r, "RateLimit-Limit", "60");
	same_text(send_it(), r.out.data);
	is_true(str_starts(sent.data, "Status: 200\r\n"));
	same_text(header("Content-Type"), "application/json; charset=utf-8");
	same_text(header("Cache-Control"), "private, no-cache");
	same_text(header("X-Request-Id"), "req_1");
	same_text(header("X-API-Version"), "1");
	same_text(header("RateLimit-Limit"), "60");
	same_int(strlen(header("ETag")), 26);
	same_text(header("Idempotent-Replayed"), NULL);
	r.replayed = true;
	r.head = true;
	same_text(send_it(), "");
	same_text(header("Idempotent-Replayed"), "true");
	r.is_page = true;
	send_it();
	same_text(header("Content-Type"), "text/html; charset=utf-8");
	same_text(header("X-API-Version"), NULL);
}

static void cache_policies(void **state)
{
	static const struct {
		int line;
		struct cache_policy cache;
		int status;
		const char *want;
	} cases[] = {
		{ __LINE__, CACHE_NEVER, 200, "no-store" },
		{ __LINE__, CACHE_PRIVATE_0, 200, "private, no-cache" },
		{ __LINE__, CACHE_PUBLIC_S(4), 200, "public, max-age=4" },
		{ __LINE__, { true, false, 30 }, 200, "private, max-age=30" },
		{ __LINE__, CACHE_PUBLIC_S(4), 404, "no-store" },
		{ __LINE__, CACHE_PUBLIC_S(4), 503, "no-store" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		row.cache = cases[i].cache;
		r.status = cases[i].status;
		send_it();
		TEXT_AT(cases[i].line, header("Cache-Control"), cases[i].want);
	}
	r.route = NULL;
	send_it();
	same_text(header("Cache-Control"), "no-store");
}

/* The validator is of the data: another request id or second does not change it, another value does. */
static void validators(void **state)
{
	char tag[40];

	(void)state;
	reply(&r, 200);
	put(&r, NULL, doc_fields, &docs[0]);
	reply_json(&r);
	send_it();
	snprintf(tag, sizeof tag, "%s", header("ETag"));
	begin(NULL);
	r.work.request_id = "req_2";
	r.work.now += 5000000;
	reply(&r, 200);
	put(&r, NULL, doc_fields, &docs[0]);
	reply_json(&r);
	if_none_match = arena_printf(arena, "\"other\", W/%s", tag);
	same_text(send_it(), "");
	is_true(str_starts(sent.data, "Status: 304\r\n"));
	same_text(header("Content-Type"), NULL);
	same_text(header("ETag"), tag);
	same_text(header("X-Request-Id"), "req_2");
	begin(NULL);
	reply(&r, 200);
	put(&r, NULL, doc_fields, &docs[1]);
	reply_json(&r);
	if_none_match = tag;
	is_true(*send_it() == '{');
	is_true(str_starts(sent.data, "Status: 200\r\n"));
}

static void no_validator_where_none_belongs(void **state)
{
	(void)state;
	reply(&r, 201);
	reply_json(&r);
	send_it();
	same_text(header("ETag"), NULL);
	r.n_headers = 0;
	r.status = 200;
	r.method = POST;
	reply_json(&r);
	send_it();
	same_text(header("ETag"), NULL);
	r.method = GET;
	row.cache = (struct cache_policy)CACHE_NEVER;
	reply_json(&r);
	if_none_match = "*";
	is_true(*send_it() == '{');
	same_text(header("ETag"), NULL);
}

static void redirects_files_bytes(void **state)
{
	(void)state;
	row.cache = (struct cache_policy)CACHE_NEVER;
	reply_redirect(&r, "/fr/booking/1");
	reply_json(&r);
	same_text(send_it(), "");
	is_true(str_starts(sent.data, "Status: 303\r\n"));
	same_text(header("Location"), "/fr/booking/1");
	same_text(header("Content-Type"), NULL);
	reply_reset(&r);
	row.content = "application/pdf";
	reply_file(&r, "/var/objects/x.pdf", "billet-K7P2MX.pdf");
	reply_json(&r);
	same_text(send_it(), "");
	same_text(header("X-Sendfile"), "/var/objects/x.pdf");
	same_text(header("Content-Type"), "application/pdf");
	same_text(header("Content-Disposition"), "inline; filename=\"billet-K7P2MX.pdf\"");
	reply_reset(&r);
	row.content = "text/calendar";
	reply_bytes(&r, "BEGIN\0X", 7);
	reply_json(&r);
	is_true(memcmp(send_it(), "BEGIN\0X", 7) == 0);
	same_text(header("Content-Type"), "text/calendar");
	same_text(header("X-Sendfile"), NULL);
}

/* A line end in a value would end its header: such a header is left out. */
static void no_header_is_smuggled(void **state)
{
	static const char *const bad[] = { "/fr\r\nSet-Cookie: a=b", "/fr\nX: y", "/fr\rX: y", "a\r\n\r\n{}" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		begin(NULL);
		reply_redirect(&r, bad[i]);
		reply_header(&r, "X-Test", bad[i]);
		reply_header(&r, "X-Good", "1");
		same_text(send_it(), "");
		same_text(header("X-Good"), "1");
		same_text(header("Set-Cookie"), NULL);
		same_text(header("X"), NULL);
		same_text(header("X-Test"), NULL);
		same_text(header("Location"), NULL);
	}
}

static void resets_forget(void **state)
{
	(void)state;
	reply_redirect(&r, "/x");
	put(&r, NULL, doc_fields, &docs[0]);
	put_fact(&r, "a", "b");
	put_pagination(&r, 1, 20, 5);
	reply_header(&r, "X", "y");
	r.refresh_s = 3;
	reply_reset(&r);
	reply(&r, 200);
	rendered(__LINE__, "{\"success\":true,\"data\":{}," META);
	same_int(r.n_facts, 0);
	same_int(r.refresh_s, 0);
	for (int i = 0; i < 100; i++) {
		put(&r, "x", doc_fields, &docs[0]);
		put_fact(&r, "x", "y");
		reply_header(&r, "x", "y");
	}
	same_int(r.n_parts, REQ_PARTS);
	same_int(r.n_facts, REQ_FACTS);
	same_int(r.n_headers, REQ_HEADERS);
}

#define REPLY_TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPLY_TEST(envelopes),
		REPLY_TEST(pages),
		REPLY_TEST(errors),
		REPLY_TEST(messages_follow_the_language),
		REPLY_TEST(details_of_a_failure),
		REPLY_TEST(error_past_the_cap),
		REPLY_TEST(headers_of_an_answer),
		REPLY_TEST(cache_policies),
		REPLY_TEST(validators),
		REPLY_TEST(no_validator_where_none_belongs),
		REPLY_TEST(redirects_files_bytes),
		REPLY_TEST(no_header_is_smuggled),
		REPLY_TEST(resets_forget),
	};
	char why[300];

	unit_start();
	unit_file("fr.hdf", "error.seat_taken = Ce siège est pris.\nrule.int = Entre {min} et {max}.\n");
	unit_file("ar.hdf", "");
	unit_file("en.hdf", "error.seat_taken = This seat is gone.\n");
	if (!text_load(unit_dir(), why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	return unit_run("reply", tests);
}
