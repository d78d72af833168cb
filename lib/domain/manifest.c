/* manifest - passenger lists, drawn. */
#include "domain/manifest.h"

#include "base/conf.h"
#include "base/metric.h"
#include "base/str.h"
#include "document/manifest.h"
#include "domain/partner.h"
#include "domain/trip.h"
#include "store/db.h"
#include "store/objects.h"

static const char *named(struct work *w, const struct names *n)
{
	return w->lang == LANG_AR ? n->ar : w->lang == LANG_EN ? n->en : n->fr;
}

static const char *full_name(struct work *w, const struct rider *r)
{
	return arena_printf(w->arena, "%s%s%s", r->first_name ? r->first_name : "",
			    r->first_name && r->last_name ? " " : "", r->last_name ? r->last_name : "");
}

enum err manifest_render(struct work *w, int64_t schedule_id, bool phones, const char *key)
{
	struct param p[] = { p_int(schedule_id) };
	struct manifest_line *lines;
	struct manifest_doc doc;
	struct rider *riders;
	struct facts f;
	struct buf out;
	size_t n;

	TRY(trip_facts(w, schedule_id, &f));
	TRY(db_list(w, Q_TRIP_PASSENGERS, p, rider_fields, sizeof(struct rider), &riders, &n));
	lines = arena_get(w->arena, (n + 1) * sizeof *lines);
	for (size_t i = 0; i < n; i++)
		lines[i] = (struct manifest_line){
			.seat = riders[i].seat,
			.name = full_name(w, &riders[i]),
			.id_number = phones ? riders[i].id_number : NULL,
			.from = named(w, &riders[i].from),
			.to = named(w, &riders[i].to),
			.ref = riders[i].ref,
			.phone = phones ? riders[i].phone : NULL,
		};
	doc = (struct manifest_doc){
		.lang = w->lang,
		.platform = conf_text(CONF_SITE_NAME),
		.company = f.operator.name,
		.from = named(w, &f.stops[0].city),
		.to = named(w, &f.stops[f.n_stops - 1].city),
		.departure = f.departs_at,
		.arrival = f.arrives_at,
		.plate = f.bus.plate,
		.capacity = f.total_seats,
		.lines = lines,
		.n_lines = n,
		.id_numbers = phones && f.needs_id_number,
		.phones = phones,
		.issued_at = w->now,
	};
	buf_init(&out, w->arena, 65536);
	TRY(manifest_pdf(w->arena, &doc, &out));
	if (arena_overflown(w->arena))
		return fail(ERR_MEMORY, "document too large");
	metric_add(METRIC_DOCUMENTS, 1);
	return objects_put(w, key, out.data, out.len);
}
