/*
 * codes - guesses in parallel: a code is looked at five times whoever asks, a refresh token has one
 * child, an account is told from no account by nobody's clock.
 *
 * The first race is run again without its guard, and must then go wrong: without_the_count() takes the bound out
 * of otp_try() and of the table, and puts both back. By hand, on a running copy whose values are in the
 * environment (tests/run: copy): make -f tests/tests.mk build/test/load/codes && build/test/load/codes; line 11
 * says how many of 101 guesses were looked at without the bound: all of them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"

enum { GUESSES = 100, RENEWALS = 20, TIMED = 40 };

static struct ask asks[2 * TIMED > GUESSES + 1 ? 2 * TIMED : GUESSES + 1];
static const char password[] = "quatre mots sans suite";

static void post(struct ask *a, int client, const char *path, const char *body)
{
	ask_make(a, "POST", path, client);
	ask_body(a, "%s", body);
}

static const char *one(int client, const char *path, const char *body, const char *want)
{
	static char kept[8][300];
	static int next;
	char *to = kept[next++ % 8];
	struct ask a;

	post(&a, client, path, body);
	ask_all(&a, 1, 1);
	snprintf(to, sizeof kept[0], "%s", a.answer ? json_at(a.answer, want) : "");
	ask_free(&a, 1);
	return to;
}

/* The newest code the SMS company was asked to send to a number. */
static bool code_for(const char *e164, char code[7])
{
	char mark[80];

	snprintf(mark, sizeof mark, "to\\\":\\\"%s\\\"", e164);
	for (int i = 0; i < 100; i++) {
		struct ask a = { .method = "GET" };
		const char *at = NULL, *p;

		snprintf(a.url, sizeof a.url, "%s/__sim/journal?provider=twilio&op=create", getenv("WORLD"));
		ask_all(&a, 1, 1);
		for (p = a.answer ? strstr(a.answer, mark) : NULL; p; p = strstr(p + 1, mark))
			at = p;
		at = at ? strstr(at, "body\\\":\\\"") : NULL;
		if (at)
			snprintf(code, 7, "%.6s", at + strlen("body\\\":\\\""));
		ask_free(&a, 1);
		if (at)
			return true;
		pause_ms(200);
	}
	return false;
}

/* A challenge for a fresh phone, and the code that came. */
static bool challenge(int client, char id[64], char phone[16], char code[7])
{
	char body[200];

	snprintf(phone, 16, "+2135%08d", rand() % 100000000);
	snprintf(body, sizeof body, "{\"phone\":\"%s\",\"password\":\"%s\"}", phone, password);
	snprintf(id, 64, "%s", one(client, "/api/v1/auth/register", body, "data.challengeId"));
	return *id && code_for(phone, code);
}

/* A hundred wrong codes and the right one among them, all at once. */
static int guess(const char *id, const char *code, int place)
{
	int right = 0, wrong = 0, other = 0;

	for (int i = 0; i <= GUESSES; i++) {
		char body[160], bad[16];

		snprintf(bad, sizeof bad, "%06d", (atoi(code) + 1 + i) % 1000000);
		snprintf(body, sizeof body, "{\"challengeId\":\"%s\",\"code\":\"%s\"}", id, i == place ? code : bad);
		post(&asks[i], 5000 + i, "/api/v1/auth/verify-otp", body);
	}
	ask_all(asks, GUESSES + 1, GUESSES + 1);
	for (int i = 0; i <= GUESSES; i++) {
		right += asks[i].status == 200;
		wrong += asks[i].status == 422;
		other += asks[i].status != 200 && asks[i].status != 422;
	}
	ok(other == 0 && right + wrong == GUESSES + 1, "%d guesses at once: %d entered, %d refused, nothing else",
	   GUESSES + 1, right, wrong);
	ask_free(asks, GUESSES + 1);
	return right;
}

static int tries_of(void)
{
	return (int)sql_int("SELECT tries FROM otps ORDER BY id DESC LIMIT 1");
}

static void five_are_looked_at(void)
{
	for (int round = 0; round < 3; round++) {
		char id[64], phone[16], code[7];
		int place = round * GUESSES / 2;

		if (!challenge(100 + round, id, phone, code)) {
			ok(false, "a code to guess");
			return;
		}
		guess(id, code, place);
		ok(tries_of() <= 5, "the right one at place %d: %d looked at, 5 at most", place, tries_of());
		ok(sql_int("SELECT count(*) FROM user_sessions s JOIN users u ON u.id = s.user_id WHERE u.phone = '%s'", phone) <= 1,
		   "and entered once at most");
	}
}

static void without_the_count(void)
{
	char id[64], phone[16], code[7];
	static char was[4000];
	int64_t before;

	snprintf(was, sizeof was, "%s", sql("SELECT pg_get_functiondef('otp_try(uuid)'::regprocedure)"));
	sql("ALTER TABLE otps DROP CONSTRAINT otps_tries_check");
	sql("CREATE OR REPLACE FUNCTION abrid.otp_try(key uuid) RETURNS TABLE (purpose text, user_id bigint) LANGUAGE sql "
	    "SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $f$ UPDATE otps SET tries = tries + 1 "
	    "WHERE public_id = key AND used_at IS NULL AND expires_at > now() RETURNING purpose, user_id $f$");
	if (challenge(200, id, phone, code)) {
		guess(id, code, -1);
		before = tries_of();
		ok(before > 5, "negative control: without the bound %d are looked at", (int)before);
	} else {
		ok(false, "a code for the negative control");
	}
	sql("%s", was);
	sql("UPDATE otps SET tries = 5 WHERE tries > 5");
	sql("ALTER TABLE otps ADD CONSTRAINT otps_tries_check CHECK (tries BETWEEN 0 AND 5)");
}

static void one_child_per_token(void)
{
	char id[64], phone[16], code[7], body[200], first[64], second[64];
	int same = 0;

	if (!challenge(300, id, phone, code)) {
		ok(false, "a person with tokens");
		return;
	}
	snprintf(body, sizeof body, "{\"challengeId\":\"%s\",\"code\":\"%s\"}", id, code);
	snprintf(first, sizeof first, "%s", one(300, "/api/v1/auth/verify-otp", body, "data.refreshToken"));
	snprintf(body, sizeof body, "{\"refreshToken\":\"%s\"}", first);
	for (int i = 0; i < RENEWALS; i++)
		post(&asks[i], 300 + i, "/api/v1/auth/refresh", body);
	ask_all(asks, RENEWALS, RENEWALS);
	snprintf(second, sizeof second, "%s", asks[0].answer ? json_at(asks[0].answer, "data.refreshToken") : "");
	for (int i = 0; i < RENEWALS; i++)
		same += asks[i].status == 200 && *second && strcmp(json_at(asks[i].answer, "data.refreshToken"), second) == 0;
	ok(same == RENEWALS, "%d parallel uses of one refresh token: %d get the same child", RENEWALS, same);
	ask_free(asks, RENEWALS);
	snprintf(body, sizeof body, "{\"refreshToken\":\"%s\"}", second);
	snprintf(id, sizeof id, "%s", one(300, "/api/v1/auth/refresh", body, "data.refreshToken"));
	ok(strlen(id) == 52, "the child is good for the next one");
	ok(system("redis-cli -s \"$REDIS\" FLUSHALL >/dev/null") == 0, "Redis forgets everything");
	snprintf(body, sizeof body, "{\"refreshToken\":\"%s\"}", first);
	ok(strcmp(one(300, "/api/v1/auth/refresh", body, "error.code"), "UNAUTHORIZED") == 0, "the first is a replay");
	snprintf(body, sizeof body, "{\"refreshToken\":\"%s\"}", id);
	ok(strcmp(one(300, "/api/v1/auth/refresh", body, "error.code"), "UNAUTHORIZED") == 0, "and has ended the family");
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/*
 * Known and unknown in turns, so that a busy machine slows both: the mean rank of the known ones, in standard
 * deviations from what chance gives (Mann-Whitney).
 */
static double ranked(double *known, double *unknown, int n)
{
	double u = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			u += known[i] > unknown[k] ? 1 : known[i] < unknown[k] ? 0 : 0.5;
	return (u - (double)n * n / 2) / sqrt((double)n * n * (2 * n + 1) / 12);
}

static void nobody_is_told_by_the_clock(void)
{
	static double known[TIMED], unknown[TIMED];
	char id[64], phone[16], code[7], body[200];
	double z, middle;

	if (!challenge(400, id, phone, code)) {
		ok(false, "an account to be told apart");
		return;
	}
	snprintf(body, sizeof body, "{\"challengeId\":\"%s\",\"code\":\"%s\"}", id, code);
	one(400, "/api/v1/auth/verify-otp", body, "data.refreshToken");
	for (int i = 0; i < 2 * TIMED; i++) {
		struct ask *a = &asks[i];

		snprintf(body, sizeof body, "{\"phone\":\"%s%s\",\"password\":\"not this one\"}", i % 2 ? phone : "+21356",
			 i % 2 ? "" : phone + 6);
		post(a, 20000 + i, "/api/v1/auth/login", body);
		ask_all(a, 1, 1);
		(i % 2 ? known : unknown)[i / 2] = a->seconds * 1000;
		ask_free(a, 1);
		sql("DELETE FROM login_tries");
	}
	z = ranked(known, unknown, TIMED);
	qsort(known, TIMED, sizeof *known, compare);
	qsort(unknown, TIMED, sizeof *unknown, compare);
	middle = fabs(known[TIMED / 2] - unknown[TIMED / 2]);
	ok(fabs(z) < 3.3, "wrong passwords: known %.1f ms, unknown %.1f ms, %.1f apart, z %.2f", known[TIMED / 2],
	   unknown[TIMED / 2], middle, z);
	ok(known[TIMED / 2] >= 50 && unknown[TIMED / 2] >= 50, "and each costs 50 ms or more");
}

int main(void)
{
	client_start();
	srand((unsigned)(now_s() * 1000));
	five_are_looked_at();
	without_the_count();
	one_child_per_token();
	nobody_is_told_by_the_clock();
	plan_end();
	return failures() != 0;
}
