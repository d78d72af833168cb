/* test_track - reports as devices send them, point by point; points as lines; the live document. */
#include "unit.h"

#include <math.h>

#include "base/arena.h"
#include "domain/live.h"
#include "domain/track_read.c"

#define NOW ((int64_t)1795500000 * WHEN_SECOND)

static const struct track_device device = { .id = 9, .bus_id = 12, .org_id = 3, .active = true };
static const struct track_device parked = { .id = 9, .bus_id = 0, .active = true };

static enum err read_as(const struct track_device *d, const char *json, struct track_point **points,
			size_t *n)
{
	struct work w = { .arena = arena, .now = NOW };

	return track_parse(&w, json, strlen(json), d, points, n);
}

#define AT_NOW "\"timestamp\":1795500000000"
#define PLACE "\"location\":{\"latitude\":36.7538,\"longitude\":3.0588}"

static void whole_point(void **state)
{
	struct track_point *p;
	size_t n;

	(void)state;
	same_int(read_as(&device,
			 "{\"busId\":\"bus_12\",\"timestamp\":1795500000123,\"location\":{\"latitude\":36.7538,"
			 "\"longitude\":3.0588,\"accuracy\":5},\"motion\":{\"speed\":85.5,\"heading\":45,\"altitude\":120},"
			 "\"status\":{\"ignition\":true,\"doorOpen\":false,\"passengers\":32,\"fuel\":65},"
			 "\"deviceId\":\"device_9\",\"seq\":7,\"signature\":\"x\"}", &p, &n), OK);
	same_int(n, 1);
	same_text(p->reason, NULL);
	same_int(p->bus_id, 12);
	same_int(p->device_id, 9);
	same_int(p->at, NOW + 123000);
	is_true(p->where.lat == 36.7538 && p->where.lon == 3.0588 && p->accuracy_m == 5);
	is_true(p->speed_kmh == 85.5 && p->heading == 45 && p->altitude_m == 120);
	same_int(p->ignition, 1);
	same_int(p->door_open, 0);
	same_int(p->passengers, 32);
	same_int(p->fuel, 65);
	same_int(p->seq, 7);
}

/* What a device does not know it leaves out, says null or -1. */
static void unknowns(void **state)
{
	static const char *const reports[] = {
		"{" AT_NOW "," PLACE "}",
		"{\"busId\":null," AT_NOW "," PLACE ",\"motion\":{\"speed\":null},\"status\":null,\"seq\":null}",
		"{" AT_NOW ",\"location\":{\"latitude\":36.7538,\"longitude\":3.0588,\"accuracy\":-1},"
		"\"motion\":{\"speed\":-1,\"heading\":-1},\"status\":{\"passengers\":-1,\"fuel\":-1}}",
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct track_point *p;
		size_t n;

		same_int(read_as(&device, reports[i], &p, &n), OK);
		same_text(p->reason, NULL);
		same_int(p->bus_id, 12);
		is_true(isnan(p->accuracy_m) && isnan(p->speed_kmh) && isnan(p->heading) && isnan(p->altitude_m));
		same_int(p->ignition, TRACK_UNKNOWN);
		same_int(p->door_open, TRACK_UNKNOWN);
		same_int(p->passengers, TRACK_UNKNOWN);
		same_int(p->fuel, TRACK_UNKNOWN);
		same_int(p->seq, TRACK_UNKNOWN);
	}
}

static const struct refusal {
	int line;
	const char *members, *reason, *field;
} refusals[] = {
	{ __LINE__, PLACE, "missing_field", "timestamp" },
	{ __LINE__, AT_NOW, "missing_field", "location" },
	{ __LINE__, AT_NOW ",\"location\":null", "missing_field", "location" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":36}", "missing_field", "longitude" },
	{ __LINE__, AT_NOW "," PLACE ",\"what\":1", "unknown_field", "what" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":36,\"longitude\":3,\"datum\":1}", "unknown_field", "datum" },
	{ __LINE__, AT_NOW "," PLACE "," PLACE, "malformed", "location" },
	{ __LINE__, "\"timestamp\":\"1795500000000\"," PLACE, "malformed", "timestamp" },
	{ __LINE__, "\"timestamp\":1795500000000.5," PLACE, "malformed", "timestamp" },
	{ __LINE__, "\"timestamp\":-1," PLACE, "out_of_range", "timestamp" },
	{ __LINE__, "\"timestamp\":1e300," PLACE, "out_of_range", "timestamp" },
	{ __LINE__, "\"timestamp\":1e400," PLACE, "malformed", "timestamp" },
	{ __LINE__, AT_NOW ",\"location\":[36,3]", "malformed", "location" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":\"36\",\"longitude\":3}", "malformed", "location.latitude" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":\"NaN\",\"longitude\":3}", "malformed", "location.latitude" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":90.1,\"longitude\":3}", "out_of_range", "location.latitude" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":36,\"longitude\":-181}", "out_of_range", "location.longitude" },
	{ __LINE__, AT_NOW "," PLACE ",\"motion\":{\"speed\":301}", "out_of_range", "motion.speed" },
	{ __LINE__, AT_NOW "," PLACE ",\"motion\":{\"speed\":-2}", "out_of_range", "motion.speed" },
	{ __LINE__, AT_NOW "," PLACE ",\"motion\":{\"heading\":361}", "out_of_range", "motion.heading" },
	{ __LINE__, AT_NOW "," PLACE ",\"motion\":5", "malformed", "motion" },
	{ __LINE__, AT_NOW "," PLACE ",\"status\":{\"ignition\":1}", "malformed", "status.ignition" },
	{ __LINE__, AT_NOW "," PLACE ",\"status\":{\"passengers\":1.5}", "malformed", "status.passengers" },
	{ __LINE__, AT_NOW "," PLACE ",\"status\":{\"fuel\":101}", "out_of_range", "status.fuel" },
	{ __LINE__, AT_NOW "," PLACE ",\"seq\":-1", "out_of_range", "seq" },
	{ __LINE__, AT_NOW "," PLACE ",\"busId\":12", "malformed", "busId" },
	{ __LINE__, AT_NOW "," PLACE ",\"busId\":\"bus_13\"", "wrong_bus", "busId" },
	{ __LINE__, AT_NOW "," PLACE ",\"deviceId\":\"device_8\"", "wrong_device", "deviceId" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":0,\"longitude\":0}", "no_fix", "location" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":48.85,\"longitude\":2.35}", "outside_area", "location" },
	{ __LINE__, AT_NOW ",\"location\":{\"latitude\":18.89,\"longitude\":3}", "outside_area", "location" },
	{ __LINE__, "\"timestamp\":1795500120001," PLACE, "in_future", "timestamp" },
	{ __LINE__, "\"timestamp\":1795413599999," PLACE, "too_old", "timestamp" },
	{ __LINE__, "\"timestamp\":1795500000," PLACE, "too_old", "timestamp" }, /* seconds */
	{ __LINE__, "\"timestamp\":1795500120000," PLACE, NULL, NULL },
	{ __LINE__, "\"timestamp\":1795413600000," PLACE, NULL, NULL },
};

static void refused_points(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		struct track_point *p;
		size_t n;

		/* Alone, and between two good ones that it must not disturb. */
		INT_AT(refusals[i].line, read_as(&device, arena_printf(arena, "{%s}", refusals[i].members), &p, &n), OK);
		TEXT_AT(refusals[i].line, p->reason, refusals[i].reason);
		TEXT_AT(refusals[i].line, p->field, refusals[i].field);
		INT_AT(refusals[i].line,
		       read_as(&device, arena_printf(arena, "{\"deviceId\":\"device_9\",\"points\":[{%s},{%s},{%s}]}",
						     AT_NOW "," PLACE, refusals[i].members, AT_NOW "," PLACE), &p, &n), OK);
		INT_AT(refusals[i].line, n, 3);
		TEXT_AT(refusals[i].line, p[0].reason, NULL);
		TEXT_AT(refusals[i].line, p[1].reason, refusals[i].reason);
		TEXT_AT(refusals[i].line, p[2].reason, NULL);
	}
}

static void device_without_bus(void **state)
{
	struct track_point *p;
	size_t n;

	(void)state;
	same_int(read_as(&parked, "{" AT_NOW "," PLACE "}", &p, &n), OK);
	same_text(p->reason, "no_bus");
}

static void batches(void **state)
{
	struct track_point *p;
	struct buf b;
	size_t n;

	(void)state;
	same_int(read_as(&device, "{\"points\":[1,null,[],{}]}", &p, &n), OK);
	same_int(n, 4);
	for (size_t i = 0; i < 3; i++)
		same_text(p[i].reason, "malformed");
	same_text(p[3].reason, "missing_field");
	same_int(read_as(&device, "{\"busId\":\"bus_13\",\"points\":[{" AT_NOW "," PLACE "}]}", &p, &n), OK);
	same_text(p[0].reason, "wrong_bus");
	same_int(read_as(&device, "{\"points\":[]}", &p, &n), ERR_INPUT);
	same_int(read_as(&device, "{\"points\":{}}", &p, &n), ERR_INPUT);
	same_int(read_as(&device, "{\"points\":[{}]," AT_NOW "}", &p, &n), ERR_INPUT);
	same_int(read_as(&device, "{\"points\":[{}]} ", &p, &n), OK);
	same_int(read_as(&device, "{\"points\":[{}]}x", &p, &n), ERR_MALFORMED);
	same_int(read_as(&device, "[]", &p, &n), ERR_MALFORMED);
	same_int(read_as(&device, "", &p, &n), ERR_MALFORMED);
	for (int count = TRACK_BATCH; count <= TRACK_BATCH + 1; count++) {
		buf_init(&b, arena, 65536);
		buf_str(&b, "{\"points\":[");
		for (int i = 0; i < count; i++)
			buf_printf(&b, "%s{\"timestamp\":%lld," PLACE "}", i ? "," : "", 1795500000000LL - i);
		buf_str(&b, "]}");
		same_int(read_as(&device, b.data, &p, &n), count > TRACK_BATCH ? ERR_INPUT : OK);
	}
	same_int(n, TRACK_BATCH);
	same_text(p[TRACK_BATCH - 1].reason, NULL);
}

static void lines(void **state)
{
	struct track_point p = { .bus_id = 12, .device_id = 9, .at = NOW, .received_at = NOW + 5,
				 .where = { 36.7538123, -3.0588 }, .accuracy_m = 5, .speed_kmh = NAN, .heading = 45,
				 .altitude_m = NAN, .ignition = TRACK_UNKNOWN, .door_open = 1, .passengers = 32,
				 .fuel = TRACK_UNKNOWN, .seq = TRACK_UNKNOWN }, q;
	struct buf b, c;

	(void)state;
	buf_init(&b, arena, 100);
	buf_init(&c, arena, 100);
	track_line(&b, &p);
	is_true(track_unline(b.data, &q));
	track_line(&c, &q);
	same_text(c.data, b.data);
	is_true(isnan(q.speed_kmh) && isnan(q.altitude_m) && q.heading == 45);
	is_true(q.where.lat == 36.7538123 && q.received_at == NOW + 5 && q.fuel == TRACK_UNKNOWN);
	is_false(track_unline("", &q));
	is_false(track_unline("12 9 1", &q));
	is_false(track_unline("0 9 1 1 36 3 nan nan nan nan -1 -1 -1 -1 -1", &q));
	is_false(track_unline("1 9 1 1 nan 3 nan nan nan nan -1 -1 -1 -1 -1", &q));
}

static void live_document(void **state)
{
	struct live_progress progress = { 145.2, 287.8, NOW + 7800 * (int64_t)WHEN_SECOND, true, -3 };
	struct live live = { .bus_id = 12, .route_id = 456, .schedule_id = 789,
			     .location = { 36.7538, 3.0588, 5 }, .motion = { 85.5, 45, NAN },
			     .progress = &progress, .updated_at = NOW, .next_place_id = 3,
			     .next_at = NOW + 600 * (int64_t)WHEN_SECOND, .epoch = 4, .seq = 99 }, back;
	struct buf b;

	(void)state;
	buf_init(&b, arena, 100);
	live_write(&b, &live);
	same_text(b.data, "{\"busId\":\"bus_12\",\"routeId\":\"route_456\",\"scheduleId\":\"schedule_789\","
			  "\"location\":{\"lat\":36.7538,\"lng\":3.0588,\"accuracy\":5},"
			  "\"motion\":{\"speed\":85.5,\"heading\":45,\"altitude\":null},"
			  "\"calculated\":{\"distanceTraveled\":145.2,\"distanceRemaining\":287.8,"
			  "\"estimatedArrival\":1795507800000,\"onSchedule\":true,\"delayMinutes\":-3},"
			  "\"lastUpdate\":1795500000000,\"nextStopId\":\"stop_3\",\"nextStopETA\":1795500600000,"
			  "\"epoch\":4,\"seq\":99}");
	is_true(live_read(arena, b.data, b.len, &back));
	same_int(back.schedule_id, 789);
	same_int(back.progress->delay_minutes, -3);
	same_int(back.next_at, live.next_at);
	is_true(isnan(back.motion.altitude) && back.progress->on_schedule);
	/* Of a bus on no trip, and what is not a document. */
	live = (struct live){ .bus_id = 12, .location = { 36, 3, NAN }, .motion = { NAN, NAN, NAN },
			      .updated_at = NOW, .next_at = WHEN_NONE };
	buf_init(&b, arena, 100);
	live_write(&b, &live);
	is_true(live_read(arena, b.data, b.len, &back));
	is_true(back.progress == NULL && back.route_id == 0 && back.next_at == WHEN_NONE);
	is_false(live_read(arena, "{}", 2, &back));
	is_false(live_read(arena, "[1]", 3, &back));
	is_false(live_read(arena, b.data, b.len - 1, &back));
	same_text(live_key(arena, 12), "bus:location:bus_12");
	same_text(live_channel(arena, 12), "bus:bus_12");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_point),
		cmocka_unit_test(unknowns),
		cmocka_unit_test(refused_points),
		cmocka_unit_test(device_without_bus),
		cmocka_unit_test(batches),
		cmocka_unit_test(lines),
		cmocka_unit_test(live_document),
	};

	unit_start();
	unit_settings("");
	return unit_run("track", tests);
}
