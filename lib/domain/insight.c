/* insight - numbers of the platform. */
#include "domain/insight.h"

#include <string.h>

#include "store/db.h"

static const struct field sold_fields[] = {
	{ "bookings", F_INT, AT(sold, bookings), "n" },
	{ "seats", F_INT, AT(sold, seats), "seats" },
	{ "amount", F_MONEY, AT(sold, amount_c), "c" },
	{ 0 },
};

static const struct field sales_fields[] = {
	{ "today", F_ONE, AT(insight, today), "today_", sold_fields },
	{ "week", F_ONE, AT(insight, week), "week_", sold_fields },
	{ "month", F_ONE, AT(insight, month), "month_", sold_fields },
	{ 0 },
};

static const struct field payments_fields[] = {
	{ "tried", F_INT, AT(insight, payments.tried), "tried" },
	{ "captured", F_INT, AT(insight, payments.captured), "captured" },
	{ "refused", F_INT, AT(insight, payments.refused), "refused" },
	{ "givenUp", F_INT, AT(insight, payments.given_up), "given_up" },
	{ "open", F_INT, AT(insight, payments.open), "open" },
	{ "successPercent", F_COUNT, AT(insight, payments.success) },
	{ 0 },
};

static const struct field holds_fields[] = {
	{ "made", F_INT, AT(insight, holds.made), "made" },
	{ "expired", F_INT, AT(insight, holds.expired), "expired" },
	{ "paid", F_INT, AT(insight, holds.paid), "paid" },
	{ "open", F_INT, AT(insight, holds.open), "open" },
	{ "expiryPercent", F_COUNT, AT(insight, holds.expiry) },
	{ 0 },
};

static const struct field gps_fields[] = {
	{ "onRoad", F_INT, AT(insight, gps.on_road), "on_road" },
	{ "fresh", F_INT, AT(insight, gps.fresh), "fresh" },
	{ "late", F_INT, AT(insight, gps.late), "late" },
	{ "silent", F_INT, AT(insight, gps.silent), "silent" },
	{ "newestSeconds", F_INT, AT(insight, gps.newest_s), "newest_s" },
	{ "freshPercent", F_COUNT, AT(insight, gps.freshness) },
	{ 0 },
};

static const struct field queue_fields[] = {
	{ "waiting", F_INT, AT(insight, queue.waiting) },
	{ "dead", F_INT, AT(insight, queue.dead) },
	{ "oldestSeconds", F_INT, AT(insight, queue.oldest_s) },
	{ 0 },
};

static const struct field lane_fields[] = {
	{ "lane", F_ENUM("lane"), AT(lane, lane), "lane" },
	{ "waiting", F_INT, AT(lane, waiting), "waiting" },
	{ "running", F_INT, AT(lane, running), "running" },
	{ "dead", F_INT, AT(lane, dead), "dead" },
	{ "oldestSeconds", F_INT, AT(lane, oldest_s), "oldest_s" },
	{ 0 },
};

static const struct field dead_fields[] = {
	{ "lane", F_ENUM("lane"), AT(dead_work, lane), "lane" },
	{ "kind", F_TEXT, AT(dead_work, kind), "kind" },
	{ "jobs", F_INT, AT(dead_work, n), "n" },
	{ "error", F_TEXT, AT(dead_work, error), "error" },
	{ "since", F_TIME, AT(dead_work, since), "since" },
	{ 0 },
};

static const struct field day_fields[] = {
	{ "day", F_DATE, AT(insight_day, day), "day" },
	{ "sales", F_INT, AT(insight_day, sales), "sales" },
	{ "amount", F_MONEY, AT(insight_day, amount_c), "amount_c" },
	{ "captured", F_INT, AT(insight_day, captured), "captured" },
	{ "tried", F_INT, AT(insight_day, tried), "tried" },
	{ "successPercent", F_COUNT, AT(insight_day, success) },
	{ 0 },
};

/* Parts with members of their own are structs without a name: they share the place of the whole. */
const struct field insight_fields[] = {
	{ "days", F_COUNT, AT(insight, days) },
	{ "sales", FIELD_ONE, NULL, 0, .sub = sales_fields },
	{ "payments", FIELD_ONE, NULL, 0, .sub = payments_fields },
	{ "holds", FIELD_ONE, NULL, 0, .sub = holds_fields },
	{ "queue", FIELD_ONE, NULL, 0, .sub = queue_fields },
	{ "gps", FIELD_ONE, NULL, 0, .sub = gps_fields },
	{ "lanes", F_LIST, AT(insight, lanes), .sub = lane_fields, .size = sizeof(struct lane),
	  .count_at = offsetof(struct insight, n_lanes) },
	{ "deadJobs", F_LIST, AT(insight, dead), .sub = dead_fields, .size = sizeof(struct dead_work),
	  .count_at = offsetof(struct insight, n_dead) },
	{ "curve", F_LIST, AT(insight, curve), .sub = day_fields, .size = sizeof(struct insight_day),
	  .count_at = offsetof(struct insight, n_curve) },
	{ 0 },
};

static int percent(int64_t part, int64_t whole)
{
	return whole > 0 ? (int)((part * 100 + whole / 2) / whole) : -1;
}

static void work_out(struct insight *i)
{
	i->payments.success = percent(i->payments.captured, i->payments.tried);
	i->holds.expiry = percent(i->holds.expired, i->holds.made - i->holds.open);
	i->gps.freshness = percent(i->gps.fresh, i->gps.on_road);
	for (size_t k = 0; k < i->n_lanes; k++) {
		const struct lane *l = &i->lanes[k];

		i->queue.waiting += l->waiting;
		i->queue.dead += l->dead;
		if (l->oldest_s > i->queue.oldest_s)
			i->queue.oldest_s = l->oldest_s;
	}
	for (size_t k = 0; k < i->n_curve; k++)
		i->curve[k].success = percent(i->curve[k].captured, i->curve[k].tried);
}

enum err insight_read(struct work *w, int days, struct insight *out)
{
	struct param p[] = { p_int(days) };

	memset(out, 0, sizeof *out);
	out->days = days;
	db_later_one(w, Q_ADMIN_SALES, NULL, sales_fields, out, NULL);
	db_later_one(w, Q_ADMIN_TRIES, p, payments_fields, out, NULL);
	db_later_one(w, Q_ADMIN_HOLDS, p, holds_fields, out, NULL);
	db_later_one(w, Q_ADMIN_GPS, NULL, gps_fields, out, NULL);
	db_later_list(w, Q_ADMIN_QUEUE, NULL, lane_fields, sizeof(struct lane), &out->lanes, &out->n_lanes);
	db_later_list(w, Q_ADMIN_DEAD_JOBS, NULL, dead_fields, sizeof(struct dead_work), &out->dead, &out->n_dead);
	db_later_list(w, Q_ADMIN_DAYS, NULL, day_fields, sizeof(struct insight_day), &out->curve,
		      &out->n_curve);
	TRY(db_flush(w));
	work_out(out);
	return OK;
}
