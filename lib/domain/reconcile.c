/* reconcile - orders compared with the bank. */
#include "domain/reconcile.h"

#include <string.h>

#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "domain/payment.h"
#include "provider/satim.h"
#include "store/db.h"

enum { DUE_BATCH = 500 };

const struct field disagreement_fields[] = {
	{ "id", F_ID("disagreement"), AT(disagreement, id), "item_id" },
	{ "bucket", F_ENUM("bucket"), AT(disagreement, bucket), "bucket", .help = "who has the money the other does not know of" },
	{ "reason", F_ENUM("disagreement"), AT(disagreement, reason), "reason" },
	{ "orderNumber", F_TEXT, AT(disagreement, reference), "reference" },
	{ "ours", F_MONEY, AT(disagreement, ours_c), "ours_c" },
	{ "theirs", F_MONEY, AT(disagreement, theirs_c), "theirs_c" },
	{ "foundAt", F_TIME, AT(disagreement, found_at), "found_at" },
	{ "closedAt", F_TIME, AT(disagreement, closed_at), "closed_at" },
	{ "closedBy", F_TEXT, AT(disagreement, closed_by), "closed_by" },
	{ "note", F_TEXT, AT(disagreement, note), "closed_note" },
	{ "bookingId", F_PUBLIC("booking"), AT(disagreement, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(disagreement, ref), "booking_ref" },
	{ 0 },
};

const struct field reconcile_sums_fields[] = {
	{ "matched", F_INT, AT(reconcile_sums, matched), "matched" },
	{ "oursOnly", F_INT, AT(reconcile_sums, ours_only), "ours_only" },
	{ "theirsOnly", F_INT, AT(reconcile_sums, theirs_only), "theirs_only" },
	{ "open", F_INT, AT(reconcile_sums, open), "open" },
	{ "openAmount", F_MONEY, AT(reconcile_sums, open_c), "open_c" },
	{ 0 },
};

struct order {
	int64_t amount_c;
	const char *number, *udf1, *lang, *state, *md_order;
};

static const struct field order_fields[] = {
	{ "orderNumber", F_TEXT, AT(order, number), "order_number" },
	{ "udf1", F_TEXT, AT(order, udf1), "udf1" },
	{ "amount", F_MONEY, AT(order, amount_c), "amount_c" },
	{ "lang", F_TEXT, AT(order, lang), "lang" },
	{ "state", F_TEXT, AT(order, state), "state" },
	{ "mdOrder", F_TEXT, AT(order, md_order), "md_order" },
	{ 0 },
};

struct value {
	int64_t total;
	const char *bucket;
};

static const struct field bucket_fields[] = {
	{ "bucket", F_TEXT, AT(value, bucket), "bucket" },
	{ 0 },
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(value, total), "total" },
	{ 0 },
};

enum err reconcile_due(struct work *w)
{
	return db_run(w, Q_PAYMENT_RECONCILE_QUEUE, (struct param[]){ p_int(DUE_BATCH) });
}

static bool is_ours(const struct order *o)
{
	return strcmp(o->state, "captured") == 0 || strcmp(o->state, "refund_due") == 0;
}

/* What the bank still holds of the order; -1 when the answer does not say. */
static int64_t held(const struct satim_status *s)
{
	switch (s->outcome) {
	case SATIM_PAID:
	case SATIM_MISMATCH:
		return s->deposited_c > 0 ? s->deposited_c : s->amount_c;
	case SATIM_REFUNDED:
		return s->deposited_c > 0 ? s->deposited_c : 0;
	case SATIM_REFUSED:
	case SATIM_CANCELLED:
	case SATIM_EXPIRED:
	case SATIM_NO_ORDER:
		return 0;
	case SATIM_PENDING:
	case SATIM_UNKNOWN:
		break;
	}
	return -1;
}

enum err reconcile_ask(struct work *w, int64_t attempt_id)
{
	struct satim_order expect;
	struct satim_status s;
	struct value came = { 0 };
	struct order o = { 0 };
	int64_t theirs;

	TRY(db_one(w, Q_PAYMENT_ATTEMPT, (struct param[]){ p_int(attempt_id) }, order_fields, &o));
	expect = (struct satim_order){ .order_number = o.number, .udf1 = o.udf1, .amount_c = o.amount_c };
	lang_of(o.lang, &expect.lang);
	satim_status(w->arena, o.md_order, &expect, &s);
	theirs = held(&s);
	if (theirs < 0)
		return fail(ERR_UNAVAILABLE, "order %s: no clear answer", o.number);
	if (!is_ours(&o) && s.outcome == SATIM_PAID) /* paid after we had given it up: seats or the money back */
		TRY(payment_ask(w, attempt_id, false));
	TRY(db_one(w, Q_PAYMENT_RECONCILE_RESULT,
		   (struct param[]){ p_int(attempt_id), p_int(theirs), p_bool(s.outcome != SATIM_NO_ORDER), p_text(s.raw) },
		   bucket_fields, &came));
	if (strcmp(came.bucket, "waits") == 0)
		return OK;
	metric_add(METRIC_RECONCILED, 1);
	if (strcmp(came.bucket, "matched") == 0)
		return OK;
	metric_add(METRIC_RECONCILE_OFF, 1);
	log_say(LOG_ERROR, "reconcile", "order %s: %s, the bank holds %lld", o.number, came.bucket, (long long)theirs);
	return OK;
}

enum err reconcile_list(struct work *w, const char *state, struct page *page, struct disagreement **list, size_t *n,
			struct reconcile_sums *sums)
{
	struct param p[] = { p_text(state), p_int(page->limit), p_int((int64_t)(page->number - 1) * page->limit) };
	struct value count = { 0 };

	db_later_list(w, Q_ADMIN_RECONCILE, p, disagreement_fields, sizeof **list, list, n);
	db_later_one(w, Q_ADMIN_RECONCILE_COUNT, p, total_fields, &count, NULL);
	db_later_one(w, Q_ADMIN_RECONCILE_SUMS, NULL, reconcile_sums_fields, sums, NULL);
	TRY(db_flush(w));
	page->total = count.total;
	return OK;
}

enum err reconcile_seen(struct work *w, int64_t id, const char *note)
{
	return db_run(w, Q_ADMIN_RECONCILE_CLOSE,
		      (struct param[]){ p_int(id), p_int(w->who.user_id), p_text(note), p_text(w->request_id) });
}

enum err reconcile_metrics(struct work *w, struct buf *out)
{
	struct reconcile_sums s = { 0 };

	TRY(db_one(w, Q_ADMIN_RECONCILE_SUMS, NULL, reconcile_sums_fields, &s));
	buf_printf(out,
		   "# HELP abrid_reconcile_open Orders on which the bank and the books disagree; above 0 for two days is an alarm\n"
		   "# TYPE abrid_reconcile_open gauge\nabrid_reconcile_open %lld\n"
		   "# HELP abrid_reconcile_open_centimes How much money that is about\n"
		   "# TYPE abrid_reconcile_open_centimes gauge\nabrid_reconcile_open_centimes %lld\n",
		   (long long)s.open, (long long)s.open_c);
	return OK;
}
