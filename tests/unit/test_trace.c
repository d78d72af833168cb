/* test_trace - whose traceparent is believed, what becomes of a span, and that places do not mix. */
#include "unit.h"

#include "base/arena.h"
#include "base/trace.c"

#define ID "0af7651916cd43dd8448eb211c80319c"
#define SPAN "b7ad6b7169203331"

static char hex_of[2 * TRACE_ID + 1], header[TRACE_PARENT + 1];

static const char *id_at_hand(void)
{
	trace_id(hex_of);
	return hex_of;
}

static const char *header_of(uint64_t span)
{
	trace_parent(span, header);
	return header;
}

static void empty(void)
{
	trace_drop(trace_waiting());
	trace_start(0);
	trace_return((struct trace_at){ 0 });
}

static void believes_only_what_is_right(void **state)
{
	static const struct {
		int line;
		const char *given;
		bool good;
	} cases[] = {
		{ __LINE__, "00-" ID "-" SPAN "-01", true },
		{ __LINE__, "00-" ID "-" SPAN "-00", true },
		{ __LINE__, "00-" ID "-" SPAN "-ff", true },
		{ __LINE__, "00-00000000000000000000000000000001-0000000000000001-00", true },
		{ __LINE__, "cc-" ID "-" SPAN "-01", true },
		{ __LINE__, "cc-" ID "-" SPAN "-01-what the future brings", true },
		{ __LINE__, "cc-" ID "-" SPAN "-01.what", false },
		{ __LINE__, "00-" ID "-" SPAN "-01-", false },
		{ __LINE__, "00-" ID "-" SPAN "-01-more", false },
		{ __LINE__, "ff-" ID "-" SPAN "-01", false },
		{ __LINE__, "00-00000000000000000000000000000000-" SPAN "-01", false },
		{ __LINE__, "00-" ID "-0000000000000000-01", false },
		{ __LINE__, "00-0AF7651916cd43dd8448eb211c80319c-" SPAN "-01", false },
		{ __LINE__, "00-" ID "-B7AD6b7169203331-01", false },
		{ __LINE__, "00-" ID "-" SPAN "-0A", false },
		{ __LINE__, "0G-" ID "-" SPAN "-01", false },
		{ __LINE__, "00-" ID "_" SPAN "-01", false },
		{ __LINE__, "00_" ID "-" SPAN "-01", false },
		{ __LINE__, "00-" ID "-" SPAN "_01", false },
		{ __LINE__, "00-0af7651916cd43dd8448eb211c80319g-" SPAN "-01", false },
		{ __LINE__, "00-" ID "-" SPAN "-0", false },
		{ __LINE__, "00-" ID "-" SPAN, false },
		{ __LINE__, " 00-" ID "-" SPAN "-01", false },
		{ __LINE__, "00-" ID "-" SPAN "-01 ", false },
		{ __LINE__, "", false },
		{ __LINE__, NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		/* Exactly as long as it is: a step beyond the end is seen by the sanitizer. */
		char *given = cases[i].given ? strdup(cases[i].given) : NULL;

		trace_begin(given);
		INT_AT(cases[i].line, now.parent != 0, cases[i].good);
		INT_AT(cases[i].line, strncmp(given && strlen(given) > 35 ? given + 3 : "", id_at_hand(), 32) == 0, cases[i].good);
		INT_AT(cases[i].line, strlen(hex_of), 32);
		TRUE_AT(cases[i].line, strspn(hex_of, "0") < 32);
		free(given);
	}
	empty();
}

static void says_where_it_stands(void **state)
{
	(void)state;
	same_text(id_at_hand(), "");
	same_text(header_of(0), "");
	trace_begin("00-" ID "-" SPAN "-01");
	same_text(header_of(0x1f), "00-" ID "-000000000000001f-00");
	trace_start(1000);
	trace_begin("00-" ID "-" SPAN "-00");
	same_text(header_of(0x1f), "00-" ID "-000000000000001f-01");
	is_true(strcmp(header_of(0) + 36, SPAN) != 0);
	is_true(read_parent(header, &(struct trace_at){ 0 }));
	empty();
}

static void spans_name_their_parents(void **state)
{
	uint64_t call;

	(void)state;
	trace_start(1000);
	trace_begin("00-" ID "-" SPAN "-00");
	call = trace_fresh();
	trace_part(0, "postgresql", NULL, "booking/hold", when_ticks(), 0, true);
	trace_part(call, "satim", NULL, "register", when_ticks(), 200, false);
	trace_done(TRACE_SERVER, "http", "POST", "/api/v1/bookings", when_ticks(), 201, false);
	same_int(trace_waiting(), 3);
	same_int(trace_get(2)->parent, 0xb7ad6b7169203331);
	is_true(trace_get(2)->kind == TRACE_SERVER && trace_get(2)->status == 201);
	for (size_t i = 0; i < 2; i++) {
		is_true(trace_get(i)->parent == trace_get(2)->id && trace_get(i)->kind == TRACE_CLIENT);
		is_true(memcmp(trace_get(i)->trace, trace_get(2)->trace, TRACE_ID) == 0);
		is_true(trace_get(i)->end >= trace_get(i)->start && trace_get(i)->id);
	}
	is_true(trace_get(0)->failed && !trace_get(1)->failed);
	is_true(trace_get(1)->id == call);
	same_text(id_at_hand(), ""); /* over: what comes now is nobody's */
	is_false(trace_kept());
	trace_part(0, "postgresql", NULL, "job/take", when_ticks(), 0, false);
	same_int(trace_waiting(), 3);
	empty();
}

static void keeps_nothing_unless_told(void **state)
{
	(void)state;
	trace_begin(NULL);
	is_false(trace_kept());
	trace_part(0, "redis", NULL, "GET", 0, 0, false);
	trace_done(TRACE_SERVER, "http", "GET", "/", 0, 200, false);
	same_int(trace_waiting(), 0);
	empty();
}

static void keeps_the_share_it_was_told(void **state)
{
	int kept = 0;

	(void)state;
	trace_start(100);
	for (int i = 0; i < 20000; i++) {
		trace_begin(NULL);
		kept += trace_kept();
	}
	is_true(kept > 1700 && kept < 2300);
	for (int i = 0; i < 50; i++) { /* every program decides alike */
		trace_begin("00-" ID "-" SPAN "-01");
		same_int(trace_kept(), number(now.id + 8) % 1000 < 100);
	}
	empty();
}

static void a_full_ring_loses_the_newest(void **state)
{
	(void)state;
	trace_start(1000);
	for (int turn = 0; turn < 3; turn++) {
		trace_begin(NULL);
		for (int i = 0; i < RING + 5; i++)
			trace_part(0, "redis", NULL, "GET", 0, i, false);
		same_int(trace_waiting(), RING);
		same_int(trace_get(0)->status, 0);
		same_int(trace_get(RING - 1)->status, RING - 1);
		trace_drop(RING - 10);
		same_int(trace_get(0)->status, RING - 10);
		trace_drop(10);
		same_int(trace_waiting(), 0);
	}
	empty();
}

static void work_that_gives_way_comes_back_to_its_place(void **state)
{
	struct trace_at mine;

	(void)state;
	trace_start(1000);
	trace_begin("00-" ID "-" SPAN "-00");
	mine = trace_leave();
	same_text(id_at_hand(), "");
	trace_begin(NULL);
	is_true(strcmp(id_at_hand(), ID) != 0);
	trace_done(TRACE_CONSUMER, "job", NULL, "x", 0, 0, false);
	trace_return(mine);
	same_text(id_at_hand(), ID);
	trace_done(TRACE_CONSUMER, "job", NULL, "y", 0, 0, false);
	same_int(trace_get(1)->parent, 0xb7ad6b7169203331);
	same_int(trace_get(0)->parent, 0);
	empty();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(believes_only_what_is_right),
		cmocka_unit_test(says_where_it_stands),
		cmocka_unit_test(spans_name_their_parents),
		cmocka_unit_test(keeps_nothing_unless_told),
		cmocka_unit_test(keeps_the_share_it_was_told),
		cmocka_unit_test(a_full_ring_loses_the_newest),
		cmocka_unit_test(work_that_gives_way_comes_back_to_its_place),
	};

	return unit_run("trace", tests);
}
