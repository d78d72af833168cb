/* abridctl - table of subcommands and what they share. */
#include "abridctl.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "store/db.h"

static const struct command {
	const char *group, *verb;
	int (*run)(int argc, char **argv);
	const char *help;
} commands[] = {
	{ "config", "print", config_print, "every setting with help, bounds and default" },
	{ "config", "show", config_show, "the settings in force and where they come from" },
	{ "db", "check", migrate_check, "is the schema the one these programs need" },
	{ "db", "migrate", migrate_run, "brings the schema up to date ($ABRID_DB_ADMIN: superuser conninfo)" },
	{ "job", "list", job_list, "jobs that wait, run or were given up; a word of state, lane or kind narrows it" },
	{ "job", "retry", job_retry, "a job, or all dead ones of a kind, runs again" },
	{ "job", "drop", job_drop, "a job, or all dead ones of a kind, is removed undone" },
	{ "key", "init", key_init, "makes the signing keys that are missing" },
	{ "key", "rotate", key_rotate, "access, ticket, guest, captcha, reply, stream or otp: makes a new key, removes what has expired" },
	{ "ledger", "check", ledger_check_run, "do money, seats and states agree ($ABRID_DB_ADMIN)" },
	{ "openapi", "join", openapi_join, "HEAD PART...: one description from what each program says with --describe" },
	{ "payment", "reconcile", payment_reconcile, "FILE: a bank's file against the payments ($ABRID_DB_ADMIN)" },
	{ "permissions", "list", permissions_list, "one line for each action and role" },
	{ "permissions", "", permissions_print, "who may do what, as the page docs/permissions.md" },
	{ "recover", "run", recover_run, "[BANKFILE]: the books after a restore, as a report ($ABRID_DB_ADMIN)" },
	{ "recover", "help", recover_help, "what recover does, step by step" },
	{ "status", "--line", status_line, "one line: database, cache, network" },
};

enum { COMMANDS = sizeof commands / sizeof commands[0], WORK_BYTES = 64 << 20 };

bool ctl_conf(void)
{
	char why[512];

	if (conf_load(why, sizeof why))
		return true;
	fprintf(stderr, "abridctl: %s\n", why);
	return false;
}

struct work *ctl_admin(void)
{
	static struct work w;
	const char *conninfo = getenv("ABRID_DB_ADMIN");

	if (!conninfo || !*conninfo) {
		fprintf(stderr, "abridctl: ABRID_DB_ADMIN must hold the superuser's connection string\n");
		return NULL;
	}
	w.arena = arena_new(WORK_BYTES);
	w.db = db_open_admin(conninfo);
	return &w;
}

int ctl_fail(const char *what, enum err e)
{
	fprintf(stderr, "abridctl: %s: %s\n", what, fail_note()->why);
	switch (e) {
	case ERR_NOT_FOUND:
		return EXIT_MISSING;
	case ERR_UNAVAILABLE:
		return EXIT_AWAY;
	case ERR_EXISTS:
		return EXIT_CONFLICT;
	default:
		return EXIT_FAILED;
	}
}

/* Letters two words have in common in place: enough to guess what was meant. */
static int likeness(const char *a, const char *b)
{
	int n = 0;

	for (; *a && *b; a++, b++)
		n += *a == *b;
	return n;
}

static int usage(const char *group)
{
	const struct command *best = NULL;

	fprintf(stderr, "usage: abridctl COMMAND\n\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];

		fprintf(stderr, "  %-11s %-9s %s\n", c->group, c->verb, c->help);
		if (group && (!best || likeness(c->group, group) > likeness(best->group, group)))
			best = c;
	}
	fprintf(stderr, "\nexamples: abridctl db migrate    abridctl config show    abridctl key init\n");
	if (best && likeness(best->group, group) > 1)
		fprintf(stderr, "did you mean: abridctl %s %s\n", best->group, best->verb);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	if (sodium_init() < 0)
		return EXIT_FAILED;
	log_start("abridctl", LOG_ERROR);
	for (size_t i = 0; argc >= 2 && i < COMMANDS; i++)
		if (strcmp(commands[i].group, argv[1]) == 0 && strcmp(commands[i].verb, argc > 2 ? argv[2] : "") == 0)
			return commands[i].run(argc > 2 ? argc - 3 : 0, argv + (argc > 2 ? 3 : 2));
	return usage(argc > 1 ? argv[1] : NULL);
}
