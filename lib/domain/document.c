/* document - asking for documents, and rules as sentences: the part web programs need. */
#include <string.h>
#include <time.h>

#include "base/conf.h"
#include "base/field.h"
#include "base/when.h"
#include "domain/ticket.h"
#include "domain/trip.h"
#include "store/db.h"
#include "store/objects.h"

enum { LOOK_EVERY_MS = 40 };

struct asked {
	const char *key;
	bool ready;
};

static const struct field asked_fields[] = {
	{ "key", F_TEXT, AT(asked, key), "object_key" },
	{ "ready", F_BOOL, AT(asked, ready), "ready" },
	{ 0 },
};

static void pause_ms(long ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

const char *ticket_await(struct work *w, const char *key, int wait_ms)
{
	int64_t keep_s = conf_int(CONF_DOCUMENT_KEEP_H) * 3600;
	const char *path = objects_path(w, key, keep_s);

	for (int waited = 0; !path && waited < wait_ms; waited += LOOK_EVERY_MS) {
		pause_ms(LOOK_EVERY_MS);
		path = objects_path(w, key, keep_s);
	}
	return path;
}

enum err ticket_document(struct work *w, const char *booking_id, const char *kind, int wait_ms,
			 const char **path)
{
	struct asked asked;

	TRY(db_one(w, Q_DOCUMENT_ASK,
		   (struct param[]){ p_public(booking_id), p_person(w), p_guest(w), p_text(kind) },
		   asked_fields, &asked));
	*path = ticket_await(w, asked.key, wait_ms);
	return OK;
}

const char *ticket_rule_text(struct work *w, const struct cancel_rule *rule)
{
	const char *key = rule->fee_bps == 0 ? "policy.free"
			  : rule->fee_bps >= 10000 ? "policy.whole"
						   : "policy.fee";
	struct text_arg args[] = {
		{ "hours", arena_printf(w->arena, "%d", rule->hours) },
		{ "percent", arena_printf(w->arena, rule->fee_bps % 100 ? "%d.%02d" : "%d",
					  rule->fee_bps / 100, rule->fee_bps % 100) },
		{ 0 },
	};

	return text_format(w->arena, w->lang, key, args);
}

const char *const *ticket_rules(struct work *w, const struct cancel_rule *rules, size_t n)
{
	const char **list = arena_get(w->arena, (n + 2) * sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i] = ticket_rule_text(w, &rules[i]);
	if (n == 0 || rules[n - 1].fee_bps < 10000)
		list[n] = text(w->lang, "policy.after");
	return list;
}

enum err ticket_receipt_ask(struct work *w, const char *payment_id, const char *email)
{
	return db_run(w, Q_NOTICE_RECEIPT_ASK,
		      (struct param[]){ p_public(payment_id), p_person(w), p_guest(w), p_text(email) });
}
