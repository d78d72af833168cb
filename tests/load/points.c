/*
 * points - programs die by SIGKILL at every named point of the payment flow (base/point.h) while seats
 * are held, paid by card and in cash, refused, cancelled, given back and left alone.
 *
 *   points [ROUNDS]     each point is killed once a round; 2 without a number
 *
 * The points are before and after every statement of sql/queries that writes for payments, refunds and
 * quotes, and every operation of lib/provider/satim.c: read from there, so that a new step is killed
 * too, or fails here because no buyer of this test gets to it. Run from the top of the project, against
 * a copy of a build with points and with holds of seconds. Afterwards the bank's own journal, the books
 * and the seats must agree.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client.h"

enum { POINTS = 120, TRIPS = 12, AT_ONCE = 8, SETTLE_S = 120, LAST_ROUNDS = 4 };

/* What a buyer does; the bank stumbles on some registrations and refunds of whoever comes. */
enum plan { RETURNS, NEVER_RETURNS, REFUSED, CANCELS, EXCHANGES, CASH, ALTERED, LEAVES };
static const enum plan plans[] = {
	RETURNS, RETURNS, RETURNS, RETURNS, RETURNS, RETURNS, RETURNS, RETURNS, NEVER_RETURNS, NEVER_RETURNS,
	NEVER_RETURNS, NEVER_RETURNS, REFUSED, REFUSED, REFUSED, CANCELS, CANCELS, CANCELS, CANCELS, CANCELS,
	EXCHANGES, EXCHANGES, EXCHANGES, CASH, CASH, CASH, CASH, ALTERED, ALTERED, LEAVES, LEAVES,
};
enum { BUYERS = sizeof plans / sizeof plans[0] };

static struct buyer {
	char id[48], token[32], ref[8], payment[48], form[256], quote[48];
} buyers[BUYERS];
static struct ask asks[BUYERS];
static struct trip trips[TRIPS];
static char cashier[2048];

static struct {
	char name[80]; /* "before payment%start" */
	int killed;
} points[POINTS];
static size_t n_points;
static char folder[300]; /* where they are armed */
static int round_no;

/* ---- the points, from the code ---- */

static void point_add(const char *group, const char *name, int n)
{
	static const char *const sides[] = { "before", "after" };

	for (int i = 0; i < 2 && n_points < POINTS; i++, n_points++)
		snprintf(points[n_points].name, sizeof points[0].name, "%s %s%%%.*s", sides[i], group, n, name);
}

static char *file_read(const char *path)
{
	static char text[65536];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;

	if (f)
		fclose(f);
	text[n] = '\0';
	return text;
}

/* A statement that only reads says so in its header. */
static void points_of_statements(const char *noun)
{
	char path[300];
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof path, "sql/queries/%s", noun);
	d = opendir(path);
	while (d && (e = readdir(d)) != NULL) {
		const char *dot = strstr(e->d_name, ".sql");

		snprintf(path, sizeof path, "sql/queries/%s/%s", noun, e->d_name);
		if (dot && !strstr(file_read(path), "\n-- reads:"))
			point_add(noun, e->d_name, (int)(dot - e->d_name));
	}
	if (d)
		closedir(d);
}

/* Operations stand as a quoted word before their quoted address: "register", "/register.do". */
static void points_of_bank(void)
{
	const char *at = file_read("lib/provider/satim.c");

	while ((at = strstr(at, "\", \"/")) != NULL) {
		const char *word = at;

		while (isalpha((unsigned char)word[-1]))
			word--;
		if (word[-1] == '"')
			point_add("satim", word, (int)(at - word));
		at += 4;
	}
}

static void arm(bool only_fewer, int wanted)
{
	char path[400];

	for (size_t i = 0; i < n_points; i++) {
		FILE *f;

		if (only_fewer && points[i].killed >= wanted)
			continue;
		snprintf(path, sizeof path, "%s/%.79s", folder, points[i].name);
		f = fopen(path, "w");
		if (f)
			fclose(f);
	}
}

/* Those that went off count; the rest is taken away. */
static void disarm(void)
{
	char path[400];

	for (size_t i = 0; i < n_points; i++) {
		snprintf(path, sizeof path, "%s/%.79s", folder, points[i].name);
		if (access(path, F_OK) != 0)
			points[i].killed++;
		else
			unlink(path);
	}
}

static bool folder_make(void)
{
	const char *var = getenv("VAR");
	struct stat owner;

	snprintf(folder, sizeof folder, "%s/armed", var);
	if (stat(var, &owner) != 0)
		return false;
	mkdir(folder, 0755);
	return chown(folder, owner.st_uid, owner.st_gid) == 0 || geteuid() == owner.st_uid;
}

/* ---- the buyers ---- */

static void to_world(struct ask *a, const char *path, const char *body)
{
	char url[300];

	snprintf(url, sizeof url, "%s%s", getenv("WORLD"), path);
	ask_make(a, "POST", url, 0);
	ask_body(a, "%s", body);
}

static void world_do(const char *path, const char *body)
{
	struct ask a;

	to_world(&a, path, body);
	ask_insist(&a, 1, 1);
	ask_free(&a, 1);
}

/* A request of a buyer with a key of its own for this round and step. */
static struct ask *say(int i, const char *method, const char *step, const char *path)
{
	struct ask *a = &asks[i];
	char key[64];

	ask_make(a, method, path, 20000 + i);
	ask_header(a, "X-Booking-Token", buyers[i].token);
	snprintf(key, sizeof key, "points-%08x-%s-%04d-%02d", (unsigned)getpid(), step, round_no, i);
	ask_header(a, "Idempotency-Key", key);
	return a;
}

static size_t hold(void)
{
	size_t good = 0;

	memset(buyers, 0, sizeof buyers);
	for (int i = 0; i < BUYERS; i++) {
		const struct trip *t = &trips[(round_no * 3 + i % 3) % TRIPS];

		ask_body(say(i, "POST", "hold", "/api/v1/bookings"),
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":1,"
			 "\"passengers\":[{\"firstName\":\"Test\",\"lastName\":\"Point\"}],\"contact\":{\"phone\":\"0662%03d%03d\"}}",
			 t->id, t->from, t->to, ((int)getpid() + round_no) % 1000, i);
	}
	ask_insist(asks, BUYERS, AT_ONCE);
	for (int i = 0; i < BUYERS; i++) {
		struct buyer *b = &buyers[i];

		snprintf(b->id, sizeof b->id, "%s", json_at(asks[i].answer, "data.id"));
		snprintf(b->token, sizeof b->token, "%s", json_at(asks[i].answer, "data.accessToken"));
		snprintf(b->ref, sizeof b->ref, "%s", json_at(asks[i].answer, "data.ref"));
		good += b->id[0] != '\0';
		if (!b->id[0])
			printf("# no hold: %d %.200s\n", asks[i].status, asks[i].answer ? asks[i].answer : "");
	}
	ask_free(asks, BUYERS);
	return good;
}

static void initiate(void)
{
	for (int i = 0; i < BUYERS; i++) {
		if (plans[i] == LEAVES) {
			to_world(&asks[i], "/__sim/faults", "{}");
			continue;
		}
		ask_body(say(i, "POST", "pay", "/api/v1/payments/initiate"), "{\"bookingId\":\"%s\"%s}", buyers[i].id,
			 plans[i] == CASH ? ",\"method\":\"cash\"" : "");
	}
	ask_insist(asks, BUYERS, AT_ONCE);
	for (int i = 0; i < BUYERS; i++) {
		snprintf(buyers[i].payment, sizeof buyers[i].payment, "%s", json_at(asks[i].answer, "data.paymentId"));
		snprintf(buyers[i].form, sizeof buyers[i].form, "%s", json_at(asks[i].answer, "data.formUrl"));
	}
	ask_free(asks, BUYERS);
}

/* The page of a payment whose registration was cut off stands in its status later. */
static void find_forms(void)
{
	for (int tries = 0; tries < 40; tries++) {
		bool all = true;

		for (int i = 0; i < BUYERS; i++) {
			struct buyer *b = &buyers[i];
			char path[128];
			struct ask a;

			if (plans[i] == CASH || plans[i] == LEAVES || b->form[0] || !b->payment[0])
				continue;
			snprintf(path, sizeof path, "/api/v1/payments/%.60s/status", b->payment);
			ask_make(&a, "GET", path, 20000 + i);
			ask_header(&a, "X-Booking-Token", b->token);
			ask_insist(&a, 1, 1);
			snprintf(b->form, sizeof b->form, "%s", json_at(a.answer, "data.formUrl"));
			all = all && (b->form[0] || strcmp(json_at(a.answer, "data.status"), "pending") != 0);
			ask_free(&a, 1);
		}
		if (all)
			return;
		pause_ms(250);
	}
}

static const char *order_of(const struct buyer *b)
{
	const char *at = strstr(b->form, "mdOrder=");

	return at ? at + strlen("mdOrder=") : "";
}

/* At the bank's page; a card of a test sheet says no. */
static void pay(void)
{
	for (int i = 0; i < BUYERS; i++) {
		char body[200];
		const char *card = plans[i] == REFUSED ? "6280581110006712" : "6280581110007215";

		snprintf(body, sizeof body, "{\"mdOrder\":\"%.20s\",\"pan\":\"%s\",\"password\":\"123456\"}", order_of(&buyers[i]), card);
		to_world(&asks[i], "/__sim/satim/pay", buyers[i].form[0] ? body : "{}");
	}
	ask_all(asks, BUYERS, 4);
	ask_free(asks, BUYERS);
	for (int i = 0; i < BUYERS; i++) {
		char body[200];

		if (plans[i] != ALTERED || !buyers[i].form[0])
			continue;
		snprintf(body, sizeof body, "{\"mdOrder\":\"%.20s\",\"set\":{\"wire\":{\"Amount\":100,\"amount\":100}}}", order_of(&buyers[i]));
		world_do("/__sim/satim/order", body);
	}
}

static void confirm(void)
{
	for (int i = 0; i < BUYERS; i++) {
		if (plans[i] == CASH) {
			struct ask *a = say(i, "POST", "cash", "/api/v1/payments/cash");
			char bearer[2200];

			snprintf(bearer, sizeof bearer, "Bearer %.2000s", cashier);
			ask_header(a, "Authorization", bearer);
			ask_body(a, "{\"bookingRef\":\"%s\",\"code\":\"%s\"}", buyers[i].ref,
				 sql("SELECT b.cash_code FROM bookings b JOIN booking_keys k ON k.id = b.id WHERE k.booking_ref = '%s'", buyers[i].ref));
		} else if (plans[i] == NEVER_RETURNS || plans[i] == LEAVES || !buyers[i].payment[0]) {
			to_world(&asks[i], "/__sim/faults", "{}");
		} else {
			ask_body(say(i, "POST", "confirm", "/api/v1/payments/confirm"), "{\"paymentId\":\"%s\"}", buyers[i].payment);
		}
	}
	ask_insist(asks, BUYERS, AT_ONCE);
	ask_free(asks, BUYERS);
}

/* Gives the ticket back, or changes it to the half of the way, which costs nothing more: quote, then word. */
static void change_minds(void)
{
	for (int i = 0; i < BUYERS; i++) {
		const struct trip *t = &trips[(round_no * 3 + i % 3) % TRIPS];
		bool exchanges = plans[i] == EXCHANGES;
		char path[128];

		if (plans[i] != CANCELS && !exchanges)
			continue;
		snprintf(path, sizeof path, "/api/v1/bookings/%.60s/%s", buyers[i].id, exchanges ? "modify" : "quotes");
		for (int tries = 0; tries < 40 && !buyers[i].quote[0]; tries++) {
			char step[16];

			snprintf(step, sizeof step, "quote%d", tries);
			if (exchanges)
				ask_body(say(i, "POST", step, path), "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\"}",
					 t->id, t->from, t->chlef);
			else
				ask_body(say(i, "POST", step, path), "{}");
			ask_insist(&asks[i], 1, 1);
			snprintf(buyers[i].quote, sizeof buyers[i].quote, "%s", json_at(asks[i].answer, "data.id"));
			ask_free(&asks[i], 1);
			if (!buyers[i].quote[0])
				pause_ms(250);
		}
		snprintf(path, sizeof path, "/api/v1/bookings/%.60s/%s", buyers[i].id, exchanges ? "modify" : "cancel");
		ask_body(say(i, "PATCH", "word", path), "{\"quoteId\":\"%s\"}", buyers[i].quote);
		ask_insist(&asks[i], 1, 1);
		if (asks[i].status != 200)
			printf("# no change: %d %.200s\n", asks[i].status, asks[i].answer ? asks[i].answer : "");
		ask_free(&asks[i], 1);
	}
}

/* Until nothing waits for the bank or the worker any more; false when something still does. */
static bool settled(void)
{
	for (double until = now_s() + SETTLE_S; now_s() < until; pause_ms(300))
		if (sql_int("SELECT (SELECT count(*) FROM payment_attempts WHERE next_poll_at IS NOT NULL) + "
			    "(SELECT count(*) FROM refunds WHERE state IN ('approved', 'submitted', 'failed')) + "
			    "(SELECT count(*) FROM bookings WHERE status IN ('held', 'paying')) + "
			    "(SELECT count(*) FROM jobs WHERE state = 'running' AND lane = 'money')") == 0)
			return true;
	return false;
}

static void play(void)
{
	size_t held;

	world_do("/__sim/faults", "{\"provider\":\"satim\",\"op\":\"register\",\"queue\":[\"timeout\",\"reset\",\"timeout\"]}");
	world_do("/__sim/faults", "{\"provider\":\"satim\",\"op\":\"refund\",\"queue\":[\"http500\",\"timeout\"]}");
	held = hold();
	initiate();
	find_forms();
	pay();
	confirm();
	change_minds();
	if (held != BUYERS || !settled())
		ok(false, "round %d: %zu of %d held, and all ended", round_no, held, (int)BUYERS);
	disarm();
}

/* ---- what must hold ---- */

static void check(void)
{
	struct ask a;
	char url[300];

	snprintf(url, sizeof url, "%s/__sim/satim/journal", getenv("WORLD"));
	ask_make(&a, "GET", url, 0);
	ask_all(&a, 1, 1);
	sql("CREATE TEMP TABLE bank AS SELECT * FROM jsonb_to_recordset($journal$%s$journal$::jsonb->'orders') AS o "
	    "(\"orderNumber\" text, captured bigint, net bigint); SELECT 1", a.answer ? a.answer : "{}");
	ok(sql_int("SELECT count(*) FROM bank WHERE captured > 0") > 0, "the bank took money %d times",
	   (int)sql_int("SELECT count(*) FROM bank WHERE captured > 0"));
	ok(sql_int("SELECT count(*) FROM bank b FULL JOIN (SELECT a.order_number, a.state, CASE WHEN a.state IN ('captured', 'refund_due') "
		   "THEN a.amount_c - coalesce((SELECT sum(r.amount_c) FROM refunds r WHERE r.attempt_id = a.id AND r.state = 'done'), 0) ELSE 0 END AS net "
		   "FROM payment_attempts a) o ON o.order_number = b.\"orderNumber\" "
		   "WHERE coalesce(o.state, '') <> 'review' AND coalesce(b.net, 0) <> coalesce(o.net, 0)") == 0,
	   "what the bank keeps is what the books say, order by order");
	ok(sql_int("SELECT coalesce(sum(broken), 0) FROM ledger_check() WHERE rule <> 'no job runs past its lease'") == 0,
	   "no rule of the ledger is broken: %s", sql("SELECT coalesce(string_agg(rule || ' ' || sample, '; '), 'none') FROM ledger_check() WHERE broken > 0"));
	ok(sql_int("SELECT count(*) FROM (SELECT item_id FROM tickets WHERE revoked_at IS NULL GROUP BY item_id HAVING count(*) > 1) t") == 0,
	   "nobody has two tickets");
	ok(sql_int("SELECT count(*) FROM booking_seats WHERE state = 'held' AND expires_at < now() - interval '5 s'") == 0,
	   "no hold is left behind");
	ask_free(&a, 1);
}

static bool cashier_sign_in(void)
{
	struct ask a;

	ask_make(&a, "POST", "/api/v1/auth/login", 3);
	ask_body(&a, "{\"email\":\"%s\",\"password\":\"%s\"}", getenv("PARTNER_CASHIER"), getenv("PARTNER_CASHIER_PASSWORD"));
	ask_insist(&a, 1, 1);
	snprintf(cashier, sizeof cashier, "%s", json_at(a.answer, "data.accessToken"));
	ask_free(&a, 1);
	return cashier[0] != '\0';
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 2, kills = 0, fewest = 0;

	client_start();
	if (!folder_make() || !cashier_sign_in())
		return 2;
	/* Who never pays must not be waited for. */
	world_do("/__sim/satim/settings", "{\"session_s\":20}");
	for (int i = 0, day = 12, which = 0; i < TRIPS; which++) {
		if (trip_pick(&trips[i], day, which)) {
			i++;
		} else {
			day++;
			which = -1;
		}
	}
	points_of_statements("payment");
	points_of_statements("quote");
	points_of_bank();
	for (round_no = 0; round_no < rounds + LAST_ROUNDS; round_no++) {
		arm(round_no >= rounds, rounds);
		play();
	}
	for (size_t i = 0; i < n_points; i++) {
		kills += points[i].killed;
		fewest += points[i].killed < rounds;
		if (points[i].killed < rounds)
			printf("# %s: %d times only\n", points[i].name, points[i].killed);
	}
	ok(n_points >= 25, "%zu points", n_points);
	ok(fewest == 0, "each killed at least %d times, %d in all", rounds, kills);
	check();
	plan_end();
	return failures() != 0;
}
