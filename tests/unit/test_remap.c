/* test_remap - seats of one bus in another: labels kept, neighbours together, who has none. */
#include "unit.h"

#include "base/arena.h"

#include "domain/remap.c"

/* "booking:legs:seats" a group each, such as "1:0-2:4A,4B"; answers the new seats in that order, "-" for none. */
static const char *planned(const char *layout, const char *groups)
{
	struct seat_plan p;
	struct seat_move *m = arena_get(arena, 64 * sizeof *m);
	char *text = arena_str(arena, groups), *rest = NULL;
	const char *out = "";
	size_t n = 0;

	is_true(seat_plan_read(arena, layout, &p) == OK);
	for (char *g = strtok_r(text, " ", &rest); g; g = strtok_r(NULL, " ", &rest)) {
		int booking, board, alight, at = 0;
		char *seats, *more = NULL;

		same_int(sscanf(g, "%d:%d-%d:%n", &booking, &board, &alight, &at), 3);
		seats = g + at;
		for (char *s = strtok_r(seats, ",", &more); s; s = strtok_r(NULL, ",", &more))
			m[n++] = (struct seat_move){ .item_id = (int64_t)n + 1, .booking = booking, .seat = s, .board = board, .alight = alight };
	}
	remap_plan(&p, m, n);
	for (size_t i = 0; i < n; i++)
		out = arena_printf(arena, "%s%s%s", out, i ? " " : "", m[i].new_seat ? m[i].new_seat : "-");
	return out;
}

static const struct plan_case {
	int line;
	const char *layout, *groups, *want;
} cases[] = {
	/* the same bus: everybody stays */
	{ __LINE__, "##|##\n##|##\n", "1:0-1:1A,1B 2:0-1:2D", "1A 1B 2D" },
	/* a row less: two who sat together still do, though single seats are nearer the front */
	{ __LINE__, "##|##\n##|##\n##|##\n", "1:0-1:1A 2:0-1:1C 3:0-1:2A 4:0-1:4A,4B", "1A 1C 2A 2C 2D" },
	/* three find three in a row only across what the others keep: as close as can be */
	{ __LINE__, "##|##\n##|##\n", "1:0-1:1A 2:0-1:9A,9B,9C", "1A 1B 1C 1D" },
	/* one of two keeps his label: the other comes as near as he can */
	{ __LINE__, "#|##\n#|##\n", "1:0-1:1A,1C 2:0-1:2A,2D", "1A 1C 2A 2B" },
	/* large groups choose first, whoever booked before them */
	{ __LINE__, "##|#\n##|#\n", "1:0-1:8A 2:0-1:9A,9B 3:0-1:7A,7B", "1C 1A 1B 2A 2B" },
	/* a seat may be two people's on legs that do not meet */
	{ __LINE__, "##\n", "1:0-1:1A 2:1-2:1A 3:0-2:5A 4:0-1:6A", "1A 1A 1B -" },
	/* too small: who has no seat has none, the others keep theirs */
	{ __LINE__, "##\n", "1:0-2:1A,1B 2:0-2:2A,2B 3:1-2:1C", "1A 1B - - -" },
	{ __LINE__, "##\n", "", "" },
};

static void plans(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, planned(cases[i].layout, cases[i].groups), cases[i].want);
}

/* Nobody shares a seat on a leg, whatever the two buses are. */
static void nobody_sits_on_another(void **state)
{
	struct seat_plan p;
	struct seat_move m[60];
	unsigned random = 7;

	(void)state;
	is_true(seat_plan_read(arena, "##|##\n##|##\n##|##\n##|##\n#####\n", &p) == OK);
	for (int round = 0; round < 300; round++) {
		for (int i = 0; i < 60; i++) {
			random = random * 1103515245 + 12345;
			m[i] = (struct seat_move){ .item_id = i + 1, .booking = i / 3, .board = (i / 3) % 4, .alight = (i / 3) % 4 + 1 + round % 3,
						   .seat = arena_printf(arena, "%u%c", 1 + (random >> 16) % 12, 'A' + (random >> 20) % 4) };
		}
		remap_plan(&p, m, 60);
		for (int i = 0; i < 60; i++)
			for (int j = 0; j < i; j++)
				is_true(m[i].new_no == NOWHERE || m[i].new_no != m[j].new_no || m[i].alight <= m[j].board || m[j].alight <= m[i].board);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(plans), cmocka_unit_test(nobody_sits_on_another) };

	return unit_run("remap", tests);
}
