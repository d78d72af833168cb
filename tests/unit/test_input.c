/* test_input - queries, forms and JSON through the rules into a struct; what is refused and how. */
#include "unit.h"

#include "base/when.h"
#include "http/input.c"

struct person {
	const char *first, *last;
	int age;
};

struct contact {
	const char *phone, *email;
};

struct all_in {
	int64_t trip, page;
	int count;
	double lat;
	bool yes, note_given;
	int32_t date;
	const char *ref, *note, *method, *password;
	const char **seats;
	size_t n_seats;
	struct contact *contact;
	struct person *people, *many;
	size_t n_people, n_many;
	const cJSON *raw;
};

static const struct rule person_rules[] = {
	{ "firstName", V_TEXT, AT(person, first), .need = true, .min = 1, .max = 20 },
	{ "lastName", V_TEXT, AT(person, last), .max = 20 },
	{ "age", V_COUNT, AT(person, age), .min = 0, .max = 130, .dflt = "30" },
	{ .size = sizeof(struct person) },
};

static const struct rule contact_rules[] = {
	{ "phone", V_PHONE, AT(contact, phone), .need = true },
	{ "email", V_EMAIL, AT(contact, email) },
	{ .size = sizeof(struct contact) },
};

static const char *const methods_of_pay[] = { "card", "cash", NULL };

static const struct rule all_rules[] = {
	{ ":id", V_ID("schedule"), AT(all_in, trip), .need = true },
	{ "page", V_INT, AT(all_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "count", V_COUNT, AT(all_in, count), .min = 1, .max = 6 },
	{ "lat", V_REAL, AT(all_in, lat), .min = -90, .max = 90 },
	{ "yes", V_BOOL, AT(all_in, yes) },
	{ "date", V_DATE, AT(all_in, date) },
	{ "ref", V_REF, AT(all_in, ref) },
	{ "note", V_TEXT, AT(all_in, note), .max = 10, .given_at = offsetof(struct all_in, note_given) },
	{ "method", V_ENUM, AT(all_in, method), .oneof = methods_of_pay },
	{ "password", V_SECRET, AT(all_in, password), .min = 8, .max = 128 },
	{ "seats", V_TEXTS, AT(all_in, seats), .min = 1, .max = 3, .count_at = offsetof(struct all_in, n_seats) },
	{ "contact", V_OBJECT, AT(all_in, contact), .sub = contact_rules },
	{ "people", V_LIST, AT(all_in, people), .min = 1, .max = 3, .sub = person_rules,
	  .count_at = offsetof(struct all_in, n_people) },
	{ "many", V_LIST, AT(all_in, many), .max = 1000, .sub = person_rules,
	  .count_at = offsetof(struct all_in, n_many) },
	{ "raw", V_JSON, AT(all_in, raw), .min = 1, .max = 100 },
	{ .size = sizeof(struct all_in) },
};

static struct route row = { .method = POST, .path = "/x/:id", .input = all_rules };
static struct req r;
static const char *content_type;
static const struct all_in *in;

const char *req_header(const struct req *q, const char *name)
{
	(void)q;
	return strcmp(name, "Content-Type") == 0 ? content_type : NULL;
}

enum kind { QUERY, PAGE_QUERY, JSON, FORM, LENIENT_FORM };

/* Reads and checks one input as it arrives; the error is the first one. */
static enum err take_input(enum kind kind, const char *s, size_t n)
{
	enum err e;

	arena_reset(arena);
	fail_clear();
	memset(&r, 0, sizeof r);
	r.work.arena = arena;
	r.route = &row;
	row.lenient = kind == LENIENT_FORM;
	r.is_page = kind == PAGE_QUERY || kind == FORM;
	r.method = kind <= PAGE_QUERY ? GET : POST;
	r.match.name[0] = ":id";
	r.match.value[0] = "schedule_9";
	content_type = kind == JSON ? "application/json; charset=utf-8"
		       : kind >= FORM ? "application/x-www-form-urlencoded" : NULL;
	r.query = r.method == GET ? s : "";
	r.body = r.method == GET ? NULL : arena_copy(arena, s, n); /* not NUL-terminated */
	r.body_n = r.method == GET ? 0 : n;
	e = input_read(&r);
	if (e == OK)
		e = input_check(&r, all_rules, &r.in);
	in = r.in;
	return e;
}

static enum err get(enum kind kind, const char *s)
{
	return take_input(kind, s, strlen(s));
}

static void whole_json(void **state)
{
	(void)state;
	same_int(get(JSON, "{\"page\":3,\"count\":2,\"lat\":36.75,\"yes\":true,\"date\":\"2026-11-24\","
			   "\"ref\":\"k7p2mx\",\"note\":\" a  b \",\"method\":\"cash\",\"password\":\" pass word \","
			   "\"seats\":[\"4A\",\"4B\"],\"contact\":{\"phone\":\"0550 12 34 56\"},"
			   "\"people\":[{\"firstName\":\"Amina\",\"age\":7},{\"firstName\":\"Yacine\",\"lastName\":\"B\"}]}"),
		 OK);
	same_int(in->trip, 9);
	same_int(in->page, 3);
	same_int(in->count, 2);
	is_true(in->lat > 36.74 && in->lat < 36.76);
	is_true(in->yes && in->note_given);
	same_int(in->date, when_date(2026, 11, 24));
	same_text(in->ref, "K7P2MX");
	same_text(in->note, "a b");
	same_text(in->method, "cash");
	same_text(in->password, " pass word ");
	same_int(in->n_seats, 2);
	same_text(in->seats[1], "4B");
	same_text(in->contact->phone, "+213550123456");
	same_text(in->contact->email, NULL);
	same_int(in->n_people, 2);
	same_text(in->people[0].first, "Amina");
	same_int(in->people[0].age, 7);
	same_text(in->people[0].last, NULL);
	same_int(in->people[1].age, 30);
	same_text(in->people[1].last, "B");
}

static void whole_form(void **state)
{
	(void)state;
	same_int(get(FORM, "_csrf=abc&_key=k&page=3&count=2&yes=1&date=24%2F11%2F2026&note=caf%C3%A9+noir&seats=4A&seats=4B"
			   "&contact.phone=0550123456&people.0.firstName=Amina&people.0.age=7&people.1.firstName=Yacine"),
		 OK);
	same_int(in->page, 3);
	same_int(in->date, when_date(2026, 11, 24));
	same_text(in->note, "caf\xC3\xA9 noir");
	same_int(in->n_seats, 2);
	same_text(in->seats[0], "4A");
	same_text(in->contact->phone, "+213550123456");
	same_int(in->n_people, 2);
	same_int(in->people[0].age, 7);
	same_text(in->people[1].first, "Yacine");
	same_text(input_text(&r, "_csrf"), "abc");
	same_text(input_text(&r, "_key"), "k");
	same_text(input_text(&r, "none"), NULL);
	same_text(input_text(&r, "people"), NULL);
	same_int(get(FORM, "seats=4A&_csrf=a&_csrf=b"), OK);
	same_int(in->n_seats, 1);
	same_text(input_text(&r, "_csrf"), NULL); /* two proofs are none */
}

static void nothing_at_all(void **state)
{
	static const enum kind kinds[] = { QUERY, PAGE_QUERY, FORM, LENIENT_FORM };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		same_int(get(kinds[i], ""), OK);
		same_int(in->page, 1);
		same_int(in->count, 0);
		same_int(in->date, WHEN_NO_DATE);
		is_true(!in->contact && !in->people && !in->seats && !in->note && !in->note_given);
	}
	same_int(get(JSON, "{}"), OK);
	same_int(in->page, 1);
	same_int(get(FORM, "note=&count=&people.0.firstName=a&people.0.age="), OK);
	same_int(in->people[0].age, 30);
	is_true(!in->note_given);
	same_int(get(JSON, "{\"note\":null,\"count\":null,\"contact\":null}"), OK);
}

struct bad {
	int line;
	const char *s;
	enum err e;
	const char *field;
};

static void refused_all(enum kind kind, const struct bad *c, size_t n)
{
	for (; n > 0; n--, c++) {
		enum err e = get(kind, c->s);

		if (e != c->e)
			FAIL_AT(c->line, "got %s, want %s (%s)", err_code(e), err_code(c->e), fail_note()->why);
		INT_AT(c->line, fail_note()->err, e);
		TEXT_AT(c->line, fail_note()->field, c->field);
		if (*c->field)
			TEXT_AT(c->line, r.errors[0].name, c->field);
	}
}
#define REFUSED(kind, cases) refused_all(kind, cases, sizeof(cases) / sizeof(cases)[0])

static const struct bad json_cases[] = {
	{ __LINE__, "", OK, "" },
	{ __LINE__, " ", ERR_MALFORMED, "" },
	{ __LINE__, "[]", ERR_MALFORMED, "" },
	{ __LINE__, "1", ERR_MALFORMED, "" },
	{ __LINE__, "null", ERR_MALFORMED, "" },
	{ __LINE__, "{\"page\":1} {}", ERR_MALFORMED, "" },
	{ __LINE__, "{\"page\":1,\"page\":1}", ERR_MALFORMED, "" },
	{ __LINE__, "{\"contact\":{\"phone\":\"1\",\"phone\":\"2\"}}", ERR_MALFORMED, "" },
	{ __LINE__, "{\"people\":[{\"age\":1},{\"age\":1,\"age\":2}]}", ERR_MALFORMED, "" },
	{ __LINE__, "{\"note\":\"\\u0000\"}", ERR_MALFORMED, "" },
	{ __LINE__, "{\"page\":01}", ERR_MALFORMED, "" },
	/* types */
	{ __LINE__, "{\"page\":\"1\"}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":1.5}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":true}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":[1]}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":{}}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":1e400}", ERR_INPUT, "page" },
	{ __LINE__, "{\"page\":9007199254740993}", ERR_INPUT, "page" },
	{ __LINE__, "{\"count\":4294967297}", ERR_INPUT, "count" },
	{ __LINE__, "{\"count\":-1}", ERR_INPUT, "count" },
	{ __LINE__, "{\"count\":7}", ERR_INPUT, "count" },
	{ __LINE__, "{\"lat\":90.01}", ERR_INPUT, "lat" },
	{ __LINE__, "{\"lat\":\"1\"}", ERR_INPUT, "lat" },
	{ __LINE__, "{\"yes\":1}", ERR_INPUT, "yes" },
	{ __LINE__, "{\"yes\":\"true\"}", ERR_INPUT, "yes" },
	{ __LINE__, "{\"date\":20261124}", ERR_INPUT, "date" },
	{ __LINE__, "{\"date\":\"2026-11-31\"}", ERR_INPUT, "date" },
	{ __LINE__, "{\"ref\":7}", ERR_INPUT, "ref" },
	{ __LINE__, "{\"note\":\"12345678901\"}", ERR_INPUT, "note" },
	{ __LINE__, "{\"method\":\"CARD\"}", ERR_INPUT, "method" },
	{ __LINE__, "{\"password\":\"short\"}", ERR_INPUT, "password" },
	/* lists and objects */
	{ __LINE__, "{\"seats\":\"4A\"}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"seats\":[]}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"seats\":[\"1\",\"2\",\"3\",\"4\"]}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"seats\":[1]}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"seats\":[\"\"]}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"seats\":[null]}", ERR_INPUT, "seats" },
	{ __LINE__, "{\"contact\":[]}", ERR_INPUT, "contact" },
	{ __LINE__, "{\"contact\":\"x\"}", ERR_INPUT, "contact" },
	{ __LINE__, "{\"contact\":{}}", ERR_MISSING_FIELD, "contact.phone" },
	{ __LINE__, "{\"contact\":{\"phone\":null}}", ERR_INPUT, "contact.phone" },
	{ __LINE__, "{\"contact\":{\"phone\":\"12\"}}", ERR_INPUT, "contact.phone" },
	{ __LINE__, "{\"people\":{}}", ERR_INPUT, "people" },
	{ __LINE__, "{\"people\":[]}", ERR_INPUT, "people" },
	{ __LINE__, "{\"people\":[1]}", ERR_INPUT, "people" },
	{ __LINE__, "{\"people\":[{},{},{},{}]}", ERR_INPUT, "people" },
	{ __LINE__, "{\"people\":[{\"firstName\":\"a\"},{}]}", ERR_MISSING_FIELD, "people.1.firstName" },
	{ __LINE__, "{\"people\":[{\"firstName\":\"a\",\"age\":200}]}", ERR_INPUT, "people.0.age" },
	{ __LINE__, "{\"people\":[{\"firstName\":\"\"}]}", ERR_INPUT, "people.0.firstName" },
	/* what was not asked for */
	{ __LINE__, "{\"role\":\"admin\"}", ERR_UNKNOWN_FIELD, "role" },
	{ __LINE__, "{\"Page\":1}", ERR_UNKNOWN_FIELD, "Page" },
	{ __LINE__, "{\"PAGE\":1}", ERR_UNKNOWN_FIELD, "PAGE" },
	{ __LINE__, "{\"partner_id\":1}", ERR_UNKNOWN_FIELD, "partner_id" },
	{ __LINE__, "{\"price\":1}", ERR_UNKNOWN_FIELD, "price" },
	{ __LINE__, "{\"status\":\"confirmed\"}", ERR_UNKNOWN_FIELD, "status" },
	{ __LINE__, "{\"payment_status\":\"paid\"}", ERR_UNKNOWN_FIELD, "payment_status" },
	{ __LINE__, "{\"commission_rate\":0}", ERR_UNKNOWN_FIELD, "commission_rate" },
	{ __LINE__, "{\"is_verified\":true}", ERR_UNKNOWN_FIELD, "is_verified" },
	{ __LINE__, "{\"id\":1}", ERR_UNKNOWN_FIELD, "id" },
	{ __LINE__, "{\":id\":\"schedule_1\"}", ERR_UNKNOWN_FIELD, ":id" },
	{ __LINE__, "{\"created_at\":\"x\"}", ERR_UNKNOWN_FIELD, "created_at" },
	{ __LINE__, "{\"\":1}", ERR_UNKNOWN_FIELD, "" },
	{ __LINE__, "{\"contact\":{\"phone\":\"0550123456\",\"verified\":true}}", ERR_UNKNOWN_FIELD,
	  "contact.verified" },
	{ __LINE__, "{\"people\":[{\"firstName\":\"a\",\"fare\":0}]}", ERR_UNKNOWN_FIELD, "people.0.fare" },
	{ __LINE__, "{\"people.0.firstName\":\"a\"}", ERR_UNKNOWN_FIELD, "people.0.firstName" },
};

static void wrong_json(void **state)
{
	(void)state;
	REFUSED(JSON, json_cases);
}

static void wrong_forms(void **state)
{
	static const struct bad cases[] = {
		{ __LINE__, "page=%", ERR_MALFORMED, "" },
		{ __LINE__, "page=%zz", ERR_MALFORMED, "" },
		{ __LINE__, "note=%00", ERR_MALFORMED, "" },
		{ __LINE__, "note=%ff", ERR_MALFORMED, "" },
		{ __LINE__, "=x", ERR_MALFORMED, "" },
		{ __LINE__, "people.=x", ERR_MALFORMED, "" },
		{ __LINE__, ".people=x", ERR_MALFORMED, "" },
		{ __LINE__, "people..0=x", ERR_MALFORMED, "" },
		{ __LINE__, "note=a&note.b=c", ERR_MALFORMED, "" },
		{ __LINE__, "note.b=c&note=a", ERR_MALFORMED, "" },
		{ __LINE__, "page=0", ERR_INPUT, "page" },
		{ __LINE__, "page=1&page=2", ERR_INPUT, "page" },
		{ __LINE__, "page=1&page=1", ERR_INPUT, "page" },
		{ __LINE__, "page.x=1", ERR_INPUT, "page" },
		{ __LINE__, "contact=x", ERR_INPUT, "contact" },
		{ __LINE__, "contact.email=x%40y.zz", ERR_MISSING_FIELD, "contact.phone" },
		{ __LINE__, "people.1.firstName=a", ERR_INPUT, "people" },
		{ __LINE__, "people.00.firstName=a", ERR_INPUT, "people" },
		{ __LINE__, "people.0.firstName=a&people.2.firstName=b", ERR_INPUT, "people" },
		{ __LINE__, "people.x.firstName=a", ERR_INPUT, "people" },
		{ __LINE__, "people.0=a", ERR_INPUT, "people" },
		{ __LINE__, "people.0.lastName=a", ERR_MISSING_FIELD, "people.0.firstName" },
		{ __LINE__, "people.0.firstName=a&people.0.firstName=b", ERR_INPUT, "people.0.firstName" },
		{ __LINE__, "people.0.firstName=a&people.1.firstName=a&people.2.firstName=a&people.3.firstName=a",
		  ERR_INPUT, "people" },
		{ __LINE__, "seats=1&seats=2&seats=3&seats=4", ERR_INPUT, "seats" },
		{ __LINE__, "role=admin", ERR_UNKNOWN_FIELD, "role" },
		{ __LINE__, "Page=1", ERR_UNKNOWN_FIELD, "Page" },
		{ __LINE__, "%70age=0", ERR_INPUT, "page" },
	};
	static const struct bad queries[] = {
		{ __LINE__, "fbclid=x", ERR_UNKNOWN_FIELD, "fbclid" },
		{ __LINE__, "page=501", ERR_INPUT, "page" },
		{ __LINE__, "page=1&page=2", ERR_INPUT, "page" },
		{ __LINE__, "a.b.c.d.e.f=1", ERR_UNKNOWN_FIELD, "a" },
	};
	static const struct bad page_queries[] = {
		{ __LINE__, "fbclid=x&utm_source=y&page=2", OK, "" },
		{ __LINE__, "page=x", ERR_INPUT, "page" },
		{ __LINE__, "page=%", ERR_MALFORMED, "" },
	};
	static const struct bad lenient[] = {
		{ __LINE__, "mdOrder=x&page=2&anything.at.all=1", OK, "" },
		{ __LINE__, "page=x", ERR_INPUT, "page" },
	};

	(void)state;
	REFUSED(FORM, cases);
	REFUSED(QUERY, queries);
	REFUSED(PAGE_QUERY, page_queries);
	REFUSED(LENIENT_FORM, lenient);
}

/* Amounts: too many pairs, names too long, an object of thousands of members, a huge list. */
static void too_much(void **state)
{
	struct buf b;
	struct arena *mine = arena_new((size_t)16 << 20);

	(void)state;
	buf_init(&b, mine, 0);
	for (int i = 0; i < 401; i++)
		buf_printf(&b, "a%d=1&", i);
	same_int(get(LENIENT_FORM, b.data), ERR_MALFORMED);
	b.data[b.len - 7] = '\0'; /* one pair fewer */
	same_int(get(LENIENT_FORM, b.data), OK);

	buf_init(&b, mine, 0);
	for (int i = 0; i < 64; i++)
		buf_char(&b, 'a');
	buf_str(&b, "=1");
	same_int(get(LENIENT_FORM, b.data), OK);
	same_int(get(LENIENT_FORM, arena_printf(mine, "a%s", b.data)), ERR_MALFORMED);

	buf_init(&b, mine, 0);
	buf_str(&b, "{");
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "%s\"a%d\":1", i ? "," : "", i);
	buf_str(&b, "}");
	same_int(get(JSON, b.data), ERR_MALFORMED);

	buf_init(&b, mine, 0);
	buf_str(&b, "{\"people\":[{}");
	for (int i = 0; i < 20000; i++)
		buf_str(&b, ",{}");
	buf_str(&b, "]}");
	same_int(get(JSON, b.data), ERR_INPUT);
	same_int(r.n_errors, 1);

	buf_init(&b, mine, 0);
	buf_str(&b, "{");
	for (int i = 0; i < 200; i++)
		buf_printf(&b, "%s\"a%d\":1", i ? "," : "", i);
	buf_str(&b, "}");
	same_int(get(JSON, b.data), ERR_UNKNOWN_FIELD);
	same_int(r.n_errors, REQ_ERRORS);
	arena_free(mine);
}

/* A list is as long as its rule says. */
static void long_lists(void **state)
{
	struct buf b;

	(void)state;
	for (int n = 999; n <= 1001; n++) {
		struct arena *own = arena_new(1 << 20);

		buf_init(&b, own, 32768);
		for (int i = 0; i < n; i++)
			buf_printf(&b, "%s{\"firstName\":\"a\"}", i ? "," : "{\"many\":[");
		buf_str(&b, "]}");
		same_int(get(JSON, b.data), n > 1000 ? ERR_INPUT : OK);
		if (n <= 1000)
			same_int(in->n_many, n);
		arena_free(own);
	}
}

/* What the domain reads itself arrives as it is; only the length of an array is looked at. */
static void left_to_the_domain(void **state)
{
	(void)state;
	same_int(get(JSON, "{\"raw\":[1,\"x\",{\"any\":null}]}"), OK);
	same_int(cJSON_GetArraySize(in->raw), 3);
	same_int(get(JSON, "{\"raw\":7}"), OK);
	is_true(cJSON_IsNumber(in->raw));
	same_int(get(JSON, "{\"raw\":null}"), OK);
	is_true(in->raw == NULL);
	same_int(get(JSON, "{}"), OK);
	is_true(in->raw == NULL);
	same_int(get(JSON, "{\"raw\":[]}"), ERR_INPUT);
	same_int(get(JSON, "{\"raw\":{\"a\":1,\"a\":2}}"), ERR_MALFORMED);
	same_int(get(FORM, "raw=7"), ERR_INPUT);
}

static void several_errors_are_all_told(void **state)
{
	(void)state;
	same_int(get(JSON, "{\"page\":0,\"contact\":{\"phone\":\"1\",\"x\":1},\"zzz\":1}"), ERR_INPUT);
	same_int(r.n_errors, 4);
	same_text(r.errors[0].name, "page");
	same_text(r.errors[1].name, "contact.phone");
	same_text(r.errors[2].name, "contact.x");
	same_int(r.errors[2].err, ERR_UNKNOWN_FIELD);
	is_true(r.errors[2].rule == NULL);
	is_true(strcmp(r.errors[1].rule->name, "phone") == 0);
	same_text(r.errors[3].name, "zzz");
	same_text(fail_note()->field, "page");
}

static void media_types(void **state)
{
	static const struct {
		int line;
		bool page, lenient;
		const char *type, *body;
		enum err e;
	} cases[] = {
		{ __LINE__, false, false, "application/json", "{}", OK },
		{ __LINE__, false, false, "Application/JSON ; charset=utf-8", "{}", OK },
		{ __LINE__, false, false, NULL, "{}", ERR_MEDIA_TYPE },
		{ __LINE__, false, false, "", "{}", ERR_MEDIA_TYPE },
		{ __LINE__, false, false, "text/plain", "{}", ERR_MEDIA_TYPE },
		{ __LINE__, false, false, "application/jsonp", "{}", ERR_MEDIA_TYPE },
		{ __LINE__, false, false, "application/json-patch+json", "{}", ERR_MEDIA_TYPE },
		{ __LINE__, false, false, "application/x-www-form-urlencoded", "page=1", ERR_MEDIA_TYPE },
		{ __LINE__, true, false, "application/x-www-form-urlencoded", "page=1", OK },
		{ __LINE__, true, false, "application/json", "{}", ERR_MEDIA_TYPE },
		{ __LINE__, true, false, "multipart/form-data; boundary=x", "x", ERR_MEDIA_TYPE },
		{ __LINE__, false, true, "application/x-www-form-urlencoded", "page=1", OK },
		{ __LINE__, false, false, NULL, "", OK },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		get(JSON, "{}");
		fail_clear();
		r.is_page = cases[i].page;
		row.lenient = cases[i].lenient;
		content_type = cases[i].type;
		r.body = cases[i].body;
		r.body_n = strlen(r.body);
		INT_AT(cases[i].line, input_read(&r), cases[i].e);
	}
	row.lenient = false;
}

static void path_parameters(void **state)
{
	static const char *const bad[] = { "schedule_0", "9", "bus_9", "schedule_", "schedule_9x", "..", "\xFF",
					   "schedule_9\xC3" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		get(JSON, "{}");
		fail_clear();
		r.match.value[0] = bad[i];
		INT_AT(__LINE__, input_check(&r, all_rules, &r.in), ERR_NOT_FOUND);
	}
	get(JSON, "{}");
	r.match.name[0] = NULL;
	same_int(input_check(&r, all_rules, &r.in), ERR_NOT_FOUND);
}

/* A query of a signed-in API call and its rules never read the body, and the other way round. */
static void sources_are_not_merged(void **state)
{
	(void)state;
	get(JSON, "{\"count\":2}");
	r.query = "page=7";
	same_int(input_read(&r), OK);
	same_int(input_check(&r, all_rules, &r.in), OK);
	in = r.in;
	same_int(in->page, 1);
	same_int(in->count, 2);
}

static void marked_by_a_handler(void **state)
{
	(void)state;
	get(JSON, "{}");
	fail_clear();
	same_int(input_wrong(&r, "date", ERR_PAST_DATE), ERR_PAST_DATE);
	same_int(r.n_errors, 1);
	same_text(r.errors[0].rule->name, "date");
	same_text(fail_note()->field, "date");
	same_int(input_wrong(&r, "unknown", ERR_FORM), ERR_FORM);
	is_true(r.errors[1].rule == NULL);
}

/* Rubbish of every kind: never a crash, never a success with unknown content. */
static void random_bytes(void **state)
{
	static const char alphabet[] = "{}[]\",:0123456789.eE+-truefalsn\\u \t%&=_apgeconutdsx\xC3\xA9";
	uint32_t seed = 2463534242u;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		char s[64];
		size_t n;

		seed ^= seed << 13;
		seed ^= seed >> 17;
		seed ^= seed << 5;
		n = seed % sizeof s;
		for (size_t k = 0; k < n; k++) {
			seed = seed * 1664525u + 1013904223u;
			s[k] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		take_input(i % 2 ? JSON : FORM, s, n);
		if (fail_note()->err != OK && err_status(fail_note()->err) >= 500)
			FAIL_AT(__LINE__, "%.*s: %s", (int)n, s, fail_note()->why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_json),
		cmocka_unit_test(whole_form),
		cmocka_unit_test(nothing_at_all),
		cmocka_unit_test(wrong_json),
		cmocka_unit_test(wrong_forms),
		cmocka_unit_test(too_much),
		cmocka_unit_test(long_lists),
		cmocka_unit_test(left_to_the_domain),
		cmocka_unit_test(several_errors_are_all_told),
		cmocka_unit_test(media_types),
		cmocka_unit_test(path_parameters),
		cmocka_unit_test(sources_are_not_merged),
		cmocka_unit_test(marked_by_a_handler),
		cmocka_unit_test(random_bytes),
	};

	return unit_run("input", tests);
}
