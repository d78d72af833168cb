/* job - the work that waits, runs or was given up, and what an operator may do about it. */
#include <stdio.h>
#include <string.h>

#include "abridctl.h"
#include "base/field.h"
#include "base/str.h"
#include "store/db.h"

enum { MOST = 200 };

struct line {
	int64_t id, age_s, due_s;
	const char *lane, *kind, *state, *owner, *error, *payload;
	int attempts, max_attempts, lost;
};

static const struct field line_fields[] = {
	{ "id", F_INT, AT(line, id), "id" },
	{ "lane", F_TEXT, AT(line, lane), "lane" },
	{ "kind", F_TEXT, AT(line, kind), "kind" },
	{ "state", F_TEXT, AT(line, state), "state" },
	{ "attempts", F_COUNT, AT(line, attempts), "attempts" },
	{ "maxAttempts", F_COUNT, AT(line, max_attempts), "max_attempts" },
	{ "lost", F_COUNT, AT(line, lost), "lost" },
	{ "ageSeconds", F_INT, AT(line, age_s), "age_s" },
	{ "dueSeconds", F_INT, AT(line, due_s), "due_s" },
	{ "owner", F_TEXT, AT(line, owner), "owner" },
	{ "error", F_TEXT, AT(line, error), "error" },
	{ "payload", F_TEXT, AT(line, payload), "payload" },
	{ 0 },
};

/* The superuser's connection, among our tables. */
static struct work *reach_jobs(void)
{
	struct work *w = ctl_admin();

	if (w && db_script(w, "SET search_path = abrid, public") != OK) {
		ctl_fail("database", ERR_UNAVAILABLE);
		return NULL;
	}
	return w;
}

static const char *const states[] = { "waiting", "running", "dead", NULL };
static const char *const lane_names[] = { "money", "messages", "documents", "pushes", "webhooks", NULL };

static int usage(const char *verb)
{
	if (strcmp(verb, "list") == 0)
		fputs("usage: abridctl job list [waiting|running|dead] [LANE] [KIND] [all]\n\n"
		      "The oldest jobs that did not end well yet, at most 200 of them unless all are asked for:\n"
		      "id, lane, kind, state, attempts of how many, age, seconds until it is due, payload, error.\n"
		      "LOST n behind the attempts: the worker vanished n times while it ran.\n",
		      stderr);
	else
		fprintf(stderr,
			"usage: abridctl job %s ID|KIND\n\n"
			"%s\nA number names one job that is dead or waits, a word all dead jobs of that kind.\n",
			verb,
			strcmp(verb, "retry") == 0 ? "Makes it run now, with all its attempts again."
						   : "Removes it for good: its work is never done.");
	return EXIT_USAGE;
}

static void show(const struct line *j)
{
	printf("%-9lld %-9s %-22s %-8s %d/%d", (long long)j->id, j->lane, j->kind, j->state, j->attempts, j->max_attempts);
	if (j->lost)
		printf(" LOST %d", j->lost);
	printf("  age %lld s", (long long)j->age_s);
	if (strcmp(j->state, "waiting") == 0)
		printf("  due in %lld s", (long long)j->due_s);
	if (j->owner)
		printf("  at %s", j->owner);
	printf("  %s", j->payload);
	if (j->error)
		printf("  %s", j->error);
	putchar('\n');
}

int job_list(int argc, char **argv)
{
	const char *state = NULL, *lane = NULL, *kind = NULL;
	struct work *w;
	struct line *list;
	int64_t most = MOST;
	size_t n;
	enum err e;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "all") == 0)
			most = INT32_MAX;
		else if (str_in(argv[i], states))
			state = argv[i];
		else if (str_in(argv[i], lane_names))
			lane = argv[i];
		else if (strchr(argv[i], '.'))
			kind = argv[i];
		else
			return usage("list");
	}
	if (!(w = reach_jobs()))
		return EXIT_AWAY;
	e = db_list(w, Q_JOB_LIST, (struct param[]){ p_text(state), p_text(lane), p_text(kind), p_int(most) },
		    line_fields, sizeof *list, &list, &n);
	if (e != OK)
		return ctl_fail("jobs", e);
	for (size_t i = 0; i < n; i++)
		show(&list[i]);
	return EXIT_OK;
}

struct changed {
	int n;
};

static const struct field changed_fields[] = {
	{ "n", F_COUNT, AT(changed, n), "n" },
	{ 0 },
};

static int change(const char *verb, enum q q, int argc, char **argv)
{
	struct changed c = { 0 };
	struct work *w;
	int64_t id = 0;
	bool number = argc == 1 && str_int(argv[0], 1, INT64_MAX, &id);
	enum err e;

	if (argc != 1 || (!number && !strchr(argv[0], '.')))
		return usage(verb);
	if (!(w = reach_jobs()))
		return EXIT_AWAY;
	e = db_one(w, q, (struct param[]){ number ? p_int(id) : p_null(), p_text(number ? NULL : argv[0]) }, changed_fields, &c);
	if (e != OK)
		return ctl_fail("jobs", e);
	printf("%d job%s\n", c.n, c.n == 1 ? "" : "s");
	return c.n ? EXIT_OK : EXIT_MISSING;
}

int job_retry(int argc, char **argv)
{
	return change("retry", Q_JOB_RETRY, argc, argv);
}

int job_drop(int argc, char **argv)
{
	return change("drop", Q_JOB_DROP, argc, argv);
}
