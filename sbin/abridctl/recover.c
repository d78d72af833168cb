/* recover - the books after a restore, and a bank's file against them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abridctl.h"
#include "base/id.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/ledger.h"
#include "store/db.h"

enum { AHEAD = 100000, DAYS = 35, CELLS = 5 };

static const char help[] =
	"NAME\n"
	"    abridctl recover - put the books in order after the database came back from a backup\n\n"
	"SYNOPSIS\n"
	"    ABRID_DB_ADMIN=CONNINFO abridctl recover run [BANKFILE]\n"
	"    ABRID_DB_ADMIN=CONNINFO abridctl payment reconcile BANKFILE\n\n"
	"DESCRIPTION\n"
	"    Run it once, before the programs start. In one transaction it\n"
	"      1. compares BANKFILE with the payments: captures nobody knows of wait for a person;\n"
	"      2. moves every sequence 100,000 ahead: numbers given out since the backup are not given again;\n"
	"      3. ends every session: one that was ended since the backup would live again;\n"
	"      4. has every order of the last 35 days asked about at the bank as soon as the worker runs;\n"
	"      5. reports what waits, and the rules between money, seats and states (abridctl ledger check).\n"
	"    A line of BANKFILE is DAY;KIND;REFERENCE;CENTIMES;FEE with the day as 2026-12-31, the kind capture,\n"
	"    refund or payout, one line for each order and kind. Lines read before change nothing.\n\n"
	"EXIT STATUS\n"
	"    0 all agrees, 1 something waits for a person or a rule is broken (the report says what), 2 usage.\n\n"
	"EXAMPLES\n"
	"    abridctl recover run satim-2026-11.csv\n"
	"    abridctl payment reconcile satim-2026-11-23.csv\n";

int recover_help(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	fputs(help, stdout);
	return EXIT_OK;
}

struct value {
	int64_t n, review, open;
	const char *found;
};

static const struct field n_fields[] = {
	{ "n", F_INT, AT(value, n), "n" },
	{ 0 },
};

static const struct field found_fields[] = {
	{ "found", F_TEXT, AT(value, found), "found" },
	{ 0 },
};

static const struct field open_fields[] = {
	{ "review", F_INT, AT(value, review), "review" },
	{ "open", F_INT, AT(value, open), "open" },
	{ 0 },
};

/* "2026-12-31;capture;K7P2MX4QRT;250000;3750"; false when the line is none. */
static bool read_line(struct arena *a, char *line, struct param *p)
{
	static const char *const kinds[] = { "capture", "refund", "payout", NULL };
	char *cells[CELLS] = { 0 }, *rest = line, *end;
	int64_t sums[2];
	int32_t day;

	line[strcspn(line, "\r\n")] = '\0';
	for (int i = 0; i < CELLS; i++)
		cells[i] = strsep(&rest, ";");
	if (!cells[CELLS - 1] || rest || !str_in(cells[1], kinds) || !*cells[2])
		return false;
	for (int i = 0; i < 2; i++) {
		sums[i] = strtoll(cells[3 + i], &end, 10);
		if (end == cells[3 + i] || *end || sums[i] < 0)
			return false;
	}
	if (sums[0] == 0 || !when_parse_date(cells[0], &day))
		return false;
	p[2] = p_date(day);
	p[3] = p_text(cells[1]);
	p[4] = p_text(arena_str(a, cells[2]));
	p[5] = p_int(sums[0]);
	p[6] = p_int(sums[1]);
	return true;
}

/* All lines of the file, or none when one is wrong. Counts what came out. */
static enum err read_file(struct work *w, const char *path)
{
	static const char *const outcomes[] = { "matched", "theirs_only", "differs", "again" };
	char *text = keys_file(w->arena, path, NULL), *line;
	unsigned char hash[ID_HASH];
	int64_t counts[4] = { 0 };
	int n = 0;

	if (!text)
		return fail(ERR_NOT_FOUND, "%s cannot be read", path);
	id_hash(text, strlen(text), hash);
	while ((line = strsep(&text, "\n"))) {
		struct param p[7] = { p_bytes(hash, ID_HASH), p_int(++n) };
		struct value v = { 0 };

		if (!*line || *line == '#')
			continue;
		if (!read_line(w->arena, line, p))
			return fail(ERR_INPUT, "%s:%d: not DAY;KIND;REFERENCE;CENTIMES;FEE", path, n);
		TRY(db_one(w, Q_RECOVER_LINE, p, found_fields, &v));
		for (int i = 0; i < 4; i++)
			counts[i] += strcmp(v.found, outcomes[i]) == 0;
	}
	printf("bank file       %lld matched, %lld only at the bank, %lld with another sum, %lld read before\n",
	       (long long)counts[0], (long long)counts[1], (long long)counts[2], (long long)counts[3]);
	return OK;
}

static enum err count(struct work *w, enum q q, const struct param *p, const char *format)
{
	struct value v = { 0 };

	TRY(db_one(w, q, p, n_fields, &v));
	printf(format, (long long)v.n);
	return OK;
}

/* What waits for a person, and the rules; *waits when there is anything. */
static enum err report(struct work *w, bool *waits)
{
	struct ledger_rule *rules;
	struct value v = { 0 };
	size_t n, broken = 0;

	TRY(db_one(w, Q_RECOVER_OPEN, NULL, open_fields, &v));
	printf("under review    %lld payments\nbank comparison %lld open\n", (long long)v.review, (long long)v.open);
	TRY(ledger_check(w, &rules, &n));
	for (size_t i = 0; i < n; i++) {
		broken += rules[i].broken > 0;
		if (rules[i].broken)
			printf("BROKEN          %s: %lld (%s)\n", rules[i].rule, (long long)rules[i].broken, rules[i].sample);
	}
	printf("rules           %zu, %zu broken\n", n, broken);
	*waits = broken || v.review || v.open;
	return OK;
}

static enum err steps(struct work *w, const char *file, bool restored, bool *waits)
{
	if (file)
		TRY(read_file(w, file));
	if (restored) {
		TRY(count(w, Q_RECOVER_SEQUENCES, (struct param[]){ p_int(AHEAD) }, "sequences       %lld moved ahead\n"));
		TRY(count(w, Q_RECOVER_SESSIONS, NULL, "sessions        %lld ended\n"));
		TRY(count(w, Q_RECOVER_ATTEMPTS, (struct param[]){ p_int(DAYS) }, "orders          %lld to be asked about at the bank\n"));
	}
	return report(w, waits);
}

static int run(const char *what, const char *file, bool restored)
{
	struct work *w = ctl_admin();
	bool waits = false;
	enum err e;

	if (!w || !ctl_conf())
		return EXIT_FAILED;
	e = db_script(w, "SET search_path = abrid, public");
	if (e == OK) {
		db_begin(w);
		e = steps(w, file, restored, &waits);
		if (e == OK)
			e = db_commit(w);
		else
			db_rollback(w);
	}
	if (e != OK) {
		printf("nothing was booked\n");
		return ctl_fail(what, e);
	}
	return waits ? EXIT_FAILED : EXIT_OK;
}

int recover_run(int argc, char **argv)
{
	if (argc > 1) {
		fputs(help, stderr);
		return EXIT_USAGE;
	}
	return run("recover", argc ? argv[0] : NULL, true);
}

int payment_reconcile(int argc, char **argv)
{
	if (argc != 1) {
		fputs(help, stderr);
		return EXIT_USAGE;
	}
	return run("payment reconcile", argv[0], false);
}
