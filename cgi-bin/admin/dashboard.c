/* dashboard - the platform in numbers and lines. */
#include "admin.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/when.h"
#include "document/chart.h"
#include "domain/insight.h"

static const char *const periods[] = { "1", "7", "30", NULL };

struct dashboard_in {
	const char *days;
};

const struct rule dashboard_rules[] = {
	{ "days", V_ENUM, AT(dashboard_in, days), .oneof = periods, .dflt = "7" },
	{ .size = sizeof(struct dashboard_in) },
};

const struct answer dashboard_answers[] = {
	{ 200, "Dashboard", insight_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err home(struct req *r)
{
	return reply_redirect(r, req_page(r, "/admin/"));
}

/* A line of one number per day; days without one continue the day before. */
static const char *line(struct req *r, const struct insight *i, size_t at, bool percent,
			const char *key)
{
	int64_t v[INSIGHT_DAYS] = { 0 };
	size_t n = i->n_curve < INSIGHT_DAYS ? i->n_curve : INSIGHT_DAYS;
	struct buf out;

	for (size_t k = 0; k < n; k++) {
		const char *day = (const char *)&i->curve[k];

		v[k] = percent ? *(const int *)(day + at) : *(const int64_t *)(day + at);
		if (v[k] < 0)
			v[k] = k ? v[k - 1] : 0;
	}
	buf_init(&out, r->work.arena, 1024);
	chart_line(&out, v, n, text(r->work.lang, key));
	return out.data;
}

static void put_lines(struct req *r, const struct insight *i)
{
	int32_t today = when_local_date(r->work.now);

	put_fact(r, "salesSvg", line(r, i, offsetof(struct insight_day, sales), false, "admin.chart_sales"));
	put_fact(r, "amountSvg", line(r, i, offsetof(struct insight_day, amount_c), false, "admin.chart_amount"));
	put_fact(r, "successSvg", line(r, i, offsetof(struct insight_day, success), true, "admin.chart_success"));
	put_fact(r, "today", when_iso_date(r->work.arena, today));
	put_fact(r, "since", when_iso_date(r->work.arena, today - i->days + 1));
	put_fact(r, "weekSince", when_iso_date(r->work.arena, today - 6));
	put_fact(r, "monthSince", when_iso_date(r->work.arena, today - 29));
}

enum err dashboard(struct req *r)
{
	const struct dashboard_in *in = r->in;
	struct insight *i = arena_get(r->work.arena, sizeof *i);
	int64_t days = 7;

	str_int(in->days, 1, 30, &days);
	TRY(insight_read(&r->work, (int)days, i));
	put(r, NULL, insight_fields, i);
	if (r->is_page)
		put_lines(r, i);
	return reply(r, 200);
}
