/*
 * runner - runs transcripts of HTTP against a running platform and prints TAP.
 *
 *   runner [-D NAME=VALUE]... [-v] FILE.t...
 *
 * BASE and WORLD name the platform and the imitated outside world, ABRID_TEST_DB its database,
 * ABRID_HITS a file that takes a line "METHOD /path" for every request to BASE. README.md describes
 * the transcripts.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"
#include "check.h"
#include "contract.h"
#include "form.h"
#include "http.h"
#include "script.h"
#include "sql.h"
#include "vars.h"

enum { HEADERS = 40, COPIES = 500, POLL_MS = 100, SHOWN = 1500 };

static FILE *hits;
static int number, failures;
static bool verbose;

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void pause_ms(int64_t ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static bool to_base(const char *url)
{
	const char *base = vars_get("BASE");

	return base && str_starts(url, base);
}

/* Only requests to the platform count, by path without the query. */
static void note_hit(const char *method, const char *url)
{
	if (!hits || !to_base(url))
		return;
	url += strlen(vars_get("BASE"));
	fprintf(hits, "%s %.*s\n", method, (int)strcspn(url, "?#"), url);
	fflush(hits);
}

/* ---- a request from a step ---- */

static const char *url_of(const struct step *s, char *why, size_t size)
{
	const char *target = vars_fill(s->target, why, size), *base = vars_get("BASE");

	if (!target || strstr(target, "://"))
		return target;
	if (!base) {
		snprintf(why, size, "BASE is not set");
		return NULL;
	}
	return arena_printf(memory, "%s%s", base, target);
}

static bool names(const struct pair *headers, const char *name)
{
	for (; headers; headers = headers->next)
		if (strcasecmp(headers->name, name) == 0)
			return true;
	return false;
}

/* The address a request comes from is the platform's business; the outside world never hears of it. */
static const char *const *headers_of(const struct step *s, const char *url, const char *type, char *why,
				     size_t size)
{
	const char **list = arena_get(memory, HEADERS * sizeof *list);
	size_t n = 0;

	for (const struct pair *p = s->headers; p; p = p->next) {
		const char *value = vars_fill(p->value, why, size);

		if (!value)
			return NULL;
		if (n + 3 < HEADERS)
			list[n++] = arena_printf(memory, "%s:%s%s", p->name, *value ? " " : "", value);
	}
	if (s->from && to_base(url) && !names(s->headers, "X-Forwarded-For")) {
		const char *from = vars_fill(s->from, why, size);

		if (!from)
			return NULL;
		list[n++] = arena_printf(memory, "X-Forwarded-For: %s", from);
	}
	if (type && !names(s->headers, "Content-Type"))
		list[n++] = arena_printf(memory, "Content-Type: %s", type);
	return list;
}

static bool make_request(const struct step *s, struct request *r, char *why, size_t size)
{
	const char *body = s->body ? vars_fill(s->body, why, size) : NULL, *type = NULL;

	if (s->body && !body)
		return false;
	if (body && body[0] == '@') {
		body = form_body(body, why, size);
		if (!body)
			return false;
		type = "application/x-www-form-urlencoded";
	} else if (body && (body[0] == '{' || body[0] == '[')) {
		type = "application/json";
	}
	*r = (struct request){ .client = s->client, .method = s->method, .body = body, .follow = s->follow };
	r->url = url_of(s, why, size);
	r->headers = r->url ? headers_of(s, r->url, type, why, size) : NULL;
	return r->headers != NULL;
}

/* The lines of a raw step with the line ends HTTP wants. */
static const char *raw_bytes(const char *body)
{
	struct buf b;

	buf_init(&b, memory, 512);
	for (const char *p = body; *p; p++) {
		if (*p == '\n')
			buf_char(&b, '\r');
		buf_char(&b, *p);
	}
	buf_str(&b, "\r\n\r\n");
	return b.data;
}

/* ---- running ---- */

static struct reply last[COPIES];
static size_t n_last;
static struct request asked;

static bool request_step(const struct step *s, char *why, size_t size)
{
	static struct request requests[COPIES];

	n_last = (size_t)s->parallel;
	for (int i = 0; i < s->parallel; i++) {
		vars_count(i + 1);
		if (!make_request(s, &requests[i], why, size)) {
			n_last = 0;
			return false;
		}
	}
	asked = requests[0];
	http_run(requests, n_last, last);
	return check_replies(s, last, n_last, why, size);
}

static bool raw_step(const struct step *s, char *why, size_t size)
{
	const char *base = vars_get("BASE"), *body = s->body ? vars_fill(s->body, why, size) : NULL;

	if (!base || !body)
		return false;
	n_last = 1;
	asked = (struct request){ .method = "raw", .url = base };
	http_raw(base, raw_bytes(body), &last[0]);
	return check_replies(s, last, 1, why, size);
}

static bool set_all(const struct step *s, char *why, size_t size)
{
	for (const struct pair *p = s->sets; p; p = p->next) {
		const char *value = vars_fill(p->value, why, size);

		if (!value)
			return false;
		if (vars_is_matcher(p->name, strlen(p->name))) {
			snprintf(why, size, "%s is the word of a matcher", p->name);
			return false;
		}
		vars_set(p->name, value);
	}
	return true;
}

static bool run_once(const struct step *s, char *why, size_t size)
{
	n_last = 0;
	switch (s->kind) {
	case STEP_SQL:
		return sql_step(s, why, size);
	case STEP_RAW:
		return raw_step(s, why, size);
	case STEP_REQUEST:
		break;
	}
	return request_step(s, why, size);
}

/* Once, as often as said, or until it passes and time is over. */
static bool run_step(const struct step *s, char *why, size_t size)
{
	int64_t deadline = now_ms() + s->until_ms;
	bool ok = true;

	n_last = 0;
	pause_ms(s->sleep_ms);
	if (!set_all(s, why, size))
		return false;
	for (int i = 1; ok && i <= s->repeat; i++) {
		vars_count(i);
		while (!(ok = run_once(s, why, size)) && now_ms() < deadline)
			pause_ms(POLL_MS);
	}
	vars_count(1);
	return ok;
}

/* The lines of a text behind "#", as much as is useful. */
static void comment(const char *text, size_t most)
{
	const char *end = text + strnlen(text, most);

	while (text < end) {
		size_t n = strcspn(text, "\n");

		if (text + n > end)
			n = (size_t)(end - text);
		if (n)
			printf("#   %.*s%s\n", (int)n, text, text + n == end && *end ? " ..." : "");
		text += n + 1;
	}
}

static void explain(const struct step *s, const char *why)
{
	printf("# %s:%d\n", s->file, s->line);
	comment(why, 4000);
	if (n_last == 0)
		return;
	printf("# %s %s\n", asked.method, asked.url);
	if (asked.body)
		comment(asked.body, 600);
	for (size_t i = 0; i < n_last && i < 3; i++) {
		printf("# reply %zu: %ld\n", i + 1, last[i].status);
		if (!last[i].error) {
			comment(last[i].headers, 1000);
			comment(last[i].body, SHOWN);
		}
	}
}

/* A step that fails ends its file: what follows builds on it, and counts as failed. */
static void run_file(const char *path)
{
	char why[5000] = "";
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const struct step *s;
	bool ok = true;

	http_forget();
	s = script_read(path, why, sizeof why);
	if (!s) {
		failures++;
		printf("not ok %d - %s: cannot be read\n# %s\n", ++number, name, why);
		return;
	}
	for (; s; s = s->next) {
		if (!ok) {
			failures++;
			printf("not ok %d - %s: %s (not run)\n", ++number, name, s->name);
			continue;
		}
		ok = run_step(s, why, sizeof why);
		printf("%sok %d - %s: %s\n", ok ? "" : "not ", ++number, name, s->name);
		failures += !ok;
		if (!ok || verbose)
			explain(s, ok ? "" : why);
		fflush(stdout);
	}
}

static void from_environment(const char *name)
{
	if (getenv(name))
		vars_set(name, getenv(name));
}

static int usage(void)
{
	fprintf(stderr, "usage: runner [-D NAME=VALUE]... [-v] FILE.t...\n"
			"BASE, WORLD, ABRID_TEST_DB and ABRID_HITS come from the environment.\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct arena *outer = arena_new((size_t)64 << 20);
	int i = 1;

	memory = outer;
	from_environment("BASE");
	from_environment("WORLD");
	for (; i < argc && argv[i][0] == '-'; i++) {
		char *eq;

		if (strcmp(argv[i], "-v") == 0) {
			verbose = true;
		} else if (strcmp(argv[i], "-D") == 0 && i + 1 < argc && (eq = strchr(argv[i + 1], '=')) != NULL) {
			*eq = '\0';
			vars_set(argv[++i], eq + 1);
		} else {
			return usage();
		}
	}
	if (i == argc)
		return usage();
	if (getenv("ABRID_HITS"))
		hits = fopen(getenv("ABRID_HITS"), "a");
	http_on_request = note_hit;
	contract_start(getenv("ABRID_OPENAPI"));
	http_start();
	for (; i < argc; i++) {
		void *mark = vars_mark();

		memory = arena_new((size_t)1 << 30);
		run_file(argv[i]);
		vars_rollback(mark);
		form_forget();
		arena_free(memory);
		memory = outer;
	}
	printf("1..%d\n", number);
	http_stop();
	contract_stop();
	sql_stop();
	if (hits)
		fclose(hits);
	arena_free(outer);
	return failures != 0;
}
