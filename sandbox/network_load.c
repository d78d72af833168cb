/* network_load - the network into the database: first all of it, later the missing days. */
#include "network.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "network_copy.h"
#include "network_csv.h"

struct load {
	struct network *net;
	const struct network_job *job;
	PGconn *conn;
	struct copy copy;
	struct idmap places, partners, maps, buses, routes, patterns;
	int64_t *route_ids, *pattern_ids, *bus_ids, map_ids[NETWORK_MAPS];
};

static const char places_sql[] = "SELECT id, slug FROM places";
static const char buses_sql[] = "SELECT id, license_plate FROM buses";
static const char *const class_names[] = { "standard", "comfort" };

static int64_t city_id(const struct load *l, int city)
{
	return idmap_find(&l->places, "%s", l->net->cities[city].slug);
}

/* Where buses stop: the station, or the city where it has none. */
static int64_t stop_id(const struct load *l, int city)
{
	const struct network_city *c = &l->net->cities[city];

	return idmap_find(&l->places, "%s", c->station_slug ? c->station_slug : c->slug);
}

/* ---- places ---- */

static void load_wilayas(struct load *l)
{
	copy_start(&l->copy, l->conn,
		   "COPY wilayas (code, name_fr, name_ar, name_en, valid_from) FROM STDIN");
	for (size_t i = 0; i < l->net->n_cities; i++) {
		const struct network_city *c = &l->net->cities[i];

		copy_text(&l->copy, c->code);
		copy_text(&l->copy, c->name.fr);
		copy_text(&l->copy, c->name.ar);
		copy_text(&l->copy, c->name.en);
		/* Laws 84-09 and 19-12. */
		copy_text(&l->copy, atoi(c->code) <= 48 ? "1984-02-04" : "2019-12-18");
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

static void put_names(struct copy *c, const struct network_names *n)
{
	copy_text(c, n->fr);
	copy_text(c, n->ar);
	copy_text(c, n->en);
}

static void load_places(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords, "
		   "weight) FROM STDIN");
	for (size_t i = 0; i < net->n_cities; i++) {
		const struct network_city *c = &net->cities[i];

		copy_text(&l->copy, c->slug);
		copy_text(&l->copy, "city");
		copy_text(&l->copy, c->code);
		put_names(&l->copy, &c->name);
		copy_format(&l->copy, "(%.4f,%.4f)", c->lat, c->lon);
		copy_int(&l->copy, c->population);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
	idmap_load(&l->places, l->conn, places_sql);
	copy_start(&l->copy, l->conn,
		   "COPY places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords, "
		   "weight, city_id) FROM STDIN");
	for (size_t i = 0; i < net->n_cities; i++) {
		const struct network_city *c = &net->cities[i];

		if (!c->station_slug)
			continue;
		copy_text(&l->copy, c->station_slug);
		copy_text(&l->copy, "station");
		copy_text(&l->copy, c->code);
		put_names(&l->copy, &c->station);
		copy_format(&l->copy, "(%.4f,%.4f)", c->station_lat, c->station_lon);
		copy_int(&l->copy, c->population / 10);
		copy_int(&l->copy, city_id(l, (int)i));
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
	idmap_free(&l->places);
}

/* Names and spellings, folded by the database itself: search and data cannot disagree. */
static void load_aliases(struct load *l)
{
	struct network_table t;

	PQclear(network_sql(l->conn,
			    "CREATE TEMP TABLE spelling (slug text, alias text) ON COMMIT DROP", 0,
			    NULL));
	copy_start(&l->copy, l->conn, "COPY spelling FROM STDIN");
	network_aliases(l->job->dir, &t);
	for (size_t i = 0; i < t.rows; i++) {
		idmap_find(&l->places, "%s", table_text(&t, i, 0));
		copy_text(&l->copy, table_text(&t, i, 0));
		copy_text(&l->copy, table_text(&t, i, 1));
		copy_row(&l->copy);
	}
	for (size_t i = 0; i < l->net->n_cities; i++) {
		copy_text(&l->copy, l->net->cities[i].slug);
		copy_text(&l->copy, l->net->cities[i].code);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
	table_free(&t);
	PQclear(network_sql(
		l->conn,
		"INSERT INTO place_aliases (place_id, alias, fold, is_name) "
		"SELECT DISTINCT ON (id, fold(alias)) id, alias, fold(alias), is_name FROM ("
		" SELECT p.id, n.alias, true AS is_name, n.rank FROM places p,"
		"  LATERAL (VALUES (name_fr, 1), (name_ar, 2), (name_en, 3)) AS n (alias, rank)"
		" UNION ALL"
		" SELECT p.id, s.alias, false, 4 FROM spelling s JOIN places p USING (slug)) AS a "
		"ORDER BY id, fold(alias), rank, alias",
		0, NULL));
}

/* ---- companies and buses ---- */

static void load_partners(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY partners (company_name, company_name_ar, legal_id, tax_id, email, phone, "
		   "address, status, commission_bps, luggage_kg) FROM STDIN");
	for (size_t i = 0; i < net->n_operators; i++) {
		const struct network_operator *o = &net->operators[i];

		copy_text(&l->copy, o->name_fr);
		copy_text(&l->copy, o->name_ar);
		copy_text(&l->copy, o->legal_id);
		copy_format(&l->copy, "DEMO-NIF-%04zu", i + 1);
		copy_text(&l->copy, o->email);
		copy_text(&l->copy, o->phone);
		copy_text(&l->copy, o->address);
		copy_text(&l->copy, "active");
		copy_int(&l->copy, o->commission_bps);
		copy_int(&l->copy, o->luggage_kg);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

/* "48:0 24:1000": hours before departure, share of the fare kept. */
static void load_cancel_rules(struct load *l)
{
	copy_start(&l->copy, l->conn,
		   "COPY cancel_rules (partner_id, hours_before, fee_bps) FROM STDIN");
	for (size_t i = 0; i < l->net->n_operators; i++) {
		const struct network_operator *o = &l->net->operators[i];
		int hours, bps, n;

		for (const char *s = o->cancel; *s; s += n) {
			if (sscanf(s, "%d:%d%n", &hours, &bps, &n) != 2)
				network_die("%s: bad cancellation rules \"%s\"", o->legal_id,
					    o->cancel);
			n += s[n] == ' ';
			copy_int(&l->copy, idmap_find(&l->partners, "%s", o->legal_id));
			copy_int(&l->copy, hours);
			copy_int(&l->copy, bps);
			copy_row(&l->copy);
		}
	}
	copy_end(&l->copy);
}

static void load_maps(struct load *l)
{
	copy_start(&l->copy, l->conn, "COPY seat_maps (name, kind, seats, layout) FROM STDIN");
	for (int i = 0; i < NETWORK_MAPS; i++) {
		const struct network_map *m = &network_maps[i];

		copy_text(&l->copy, m->name);
		copy_text(&l->copy, m->kind);
		copy_int(&l->copy, m->seats);
		copy_text(&l->copy, m->layout);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

static void put_features(struct copy *c, unsigned features)
{
	char text[128] = "{";
	size_t n = 1;

	for (int i = 0; network_feature_names[i]; i++)
		if (features & 1u << i)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n > 1 ? "," : "",
					      network_feature_names[i]);
	copy_format(c, "%s}", text);
}

/* Buses from the given one on: later loads may need more of them. */
static void load_buses(struct load *l, size_t from)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY buses (partner_id, license_plate, bus_model, manufacture_year, "
		   "total_seats, seat_map_id, class, features, last_maintenance) FROM STDIN");
	for (size_t i = from; i < net->n_buses; i++) {
		const struct network_bus *b = &net->buses[i];
		int year, month, day;

		network_civil(l->job->today - 3 - (int)network_dice(net, "service", i, 0, 80),
			      &year, &month, &day);
		copy_int(&l->copy,
			 idmap_find(&l->partners, "%s", net->operators[b->operator].legal_id));
		copy_text(&l->copy, b->plate);
		copy_text(&l->copy, network_models[b->model]);
		copy_int(&l->copy, b->year);
		copy_int(&l->copy, network_maps[b->map].seats);
		copy_int(&l->copy, l->map_ids[b->map]);
		copy_text(&l->copy, class_names[b->group == GROUP_COMFORT]);
		put_features(&l->copy, b->features);
		copy_format(&l->copy, "%04d-%02d-%02d 09:00:00+01", year, month, day);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

/* Buses come in the order of their need, so those loaded before are the first ones. */
static size_t known_buses(const struct load *l)
{
	struct idmap m;
	size_t n = 0;

	idmap_load(&m, l->conn, buses_sql);
	while (n < l->net->n_buses && idmap_has(&m, l->net->buses[n].plate))
		n++;
	idmap_free(&m);
	return n;
}

/* ---- routes ---- */

static void load_routes(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY routes (partner_id, origin, destination, origin_coords, "
		   "destination_coords, distance_km, duration_minutes, base_price_c, total_seats, "
		   "bus_type, amenities) FROM STDIN");
	for (size_t i = 0; i < net->n_routes; i++) {
		const struct network_route *r = &net->routes[i];
		const struct network_line *line = &net->lines[r->line];
		const struct network_stop *last = &line->stops[line->n - 1];
		const struct network_city *a = &net->cities[line->stops[0].city];
		const struct network_city *b = &net->cities[last->city];
		int64_t fare = line->fares[0][line->n - 1];

		copy_int(&l->copy,
			 idmap_find(&l->partners, "%s", net->operators[r->operator].legal_id));
		copy_int(&l->copy, city_id(l, line->stops[0].city));
		copy_int(&l->copy, city_id(l, last->city));
		copy_format(&l->copy, "(%.4f,%.4f)", a->lat, a->lon);
		copy_format(&l->copy, "(%.4f,%.4f)", b->lat, b->lon);
		copy_format(&l->copy, "%d.%d", last->dkm / 10, last->dkm % 10);
		copy_int(&l->copy, network_duration(line) / 60);
		copy_int(&l->copy, r->class == CLASS_COMFORT ? network_comfort(fare) : fare);
		copy_int(&l->copy, network_group_seats(r->group));
		copy_text(&l->copy, class_names[r->class]);
		put_features(&l->copy, network_group_features(r->group));
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

static void find_routes(struct load *l)
{
	const struct network *net = l->net;

	idmap_load(&l->routes, l->conn,
		   "SELECT id, concat_ws(' ', partner_id, origin, destination, bus_type) "
		   "FROM routes");
	l->route_ids = network_get(net->n_routes, sizeof *l->route_ids);
	for (size_t i = 0; i < net->n_routes; i++) {
		const struct network_route *r = &net->routes[i];
		const struct network_line *line = &net->lines[r->line];

		l->route_ids[i] = idmap_find(
			&l->routes, "%" PRId64 " %" PRId64 " %" PRId64 " %s",
			idmap_find(&l->partners, "%s", net->operators[r->operator].legal_id),
			city_id(l, line->stops[0].city), city_id(l, line->stops[line->n - 1].city),
			class_names[r->class]);
	}
}

static void load_patterns(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY route_patterns (route_id, version, polyline) FROM STDIN");
	for (size_t i = 0; i < net->n_routes; i++) {
		copy_int(&l->copy, l->route_ids[i]);
		copy_int(&l->copy, 1);
		copy_text(&l->copy, net->lines[net->routes[i].line].polyline);
		copy_row(&l->copy);
	}
	copy_end(&l->copy);
}

static void find_patterns(struct load *l)
{
	idmap_load(&l->patterns, l->conn,
		   "SELECT id, route_id FROM route_patterns WHERE version = 1");
	l->pattern_ids = network_get(l->net->n_routes, sizeof *l->pattern_ids);
	for (size_t i = 0; i < l->net->n_routes; i++)
		l->pattern_ids[i] = idmap_find(&l->patterns, "%" PRId64, l->route_ids[i]);
}

static void load_stops(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY route_stops (pattern_id, seq, place_id, arr_s, dep_s, km) FROM STDIN");
	for (size_t i = 0; i < net->n_routes; i++) {
		const struct network_line *line = &net->lines[net->routes[i].line];

		for (int s = 0; s < line->n; s++) {
			const struct network_stop *stop = &line->stops[s];

			copy_int(&l->copy, l->pattern_ids[i]);
			copy_int(&l->copy, s);
			copy_int(&l->copy, stop_id(l, stop->city));
			copy_int(&l->copy, stop->arr_s);
			copy_int(&l->copy, stop->dep_s);
			copy_format(&l->copy, "%d.%d", stop->dkm / 10, stop->dkm % 10);
			copy_row(&l->copy);
		}
	}
	copy_end(&l->copy);
}

static void put_fares(struct load *l, int64_t pattern, const struct network_line *line,
		      enum network_class class)
{
	for (int b = 0; b < line->n; b++) {
		for (int a = b + 1; a < line->n; a++) {
			int64_t c = line->fares[b][a];

			copy_int(&l->copy, pattern);
			copy_text(&l->copy, class_names[class]);
			copy_int(&l->copy, b);
			copy_int(&l->copy, a);
			copy_int(&l->copy, class == CLASS_COMFORT ? network_comfort(c) : c);
			copy_row(&l->copy);
		}
	}
}

/* Both classes for every pattern: a coach of the other class may stand in. */
static void load_fares(struct load *l)
{
	const struct network *net = l->net;

	copy_start(&l->copy, l->conn,
		   "COPY fares (pattern_id, class, board_seq, alight_seq, amount_c) FROM STDIN");
	for (size_t i = 0; i < net->n_routes; i++) {
		const struct network_line *line = &net->lines[net->routes[i].line];

		put_fares(l, l->pattern_ids[i], line, CLASS_STANDARD);
		put_fares(l, l->pattern_ids[i], line, CLASS_COMFORT);
	}
	copy_end(&l->copy);
}

/* ---- departures ---- */

static void find_buses(struct load *l)
{
	idmap_load(&l->buses, l->conn, buses_sql);
	l->bus_ids = network_get(l->net->n_buses, sizeof *l->bus_ids);
	for (size_t i = 0; i < l->net->n_buses; i++)
		l->bus_ids[i] = idmap_find(&l->buses, "%s", l->net->buses[i].plate);
}

static void put_instant(struct copy *c, int32_t date, int s)
{
	int year, month, day;

	network_civil(date + s / NETWORK_DAY_S, &year, &month, &day);
	s %= NETWORK_DAY_S;
	/* Algeria keeps UTC+1 all year. */
	copy_format(c, "%04d-%02d-%02d %02d:%02d:%02d+01", year, month, day, s / 3600, s / 60 % 60,
		    s % 60);
}

static void load_trips(struct load *l)
{
	const struct network *net = l->net;
	struct copy *c = &l->copy;

	copy_start(c, l->conn,
		   "COPY route_schedules (route_id, pattern_id, service_date, departs_s, "
		   "departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, "
		   "cancel_reason, available_seats) FROM STDIN");
	for (size_t i = 0; i < net->n_trips; i++) {
		const struct network_trip *t = &net->trips[i];
		const struct network_route *r = &net->routes[t->route];
		const struct network_bus *b = &net->buses[t->bus];
		int year, month, day;

		network_civil(t->date, &year, &month, &day);
		copy_int(c, l->route_ids[t->route]);
		copy_int(c, l->pattern_ids[t->route]);
		copy_format(c, "%04d-%02d-%02d", year, month, day);
		copy_int(c, t->departs_s);
		put_instant(c, t->date, t->departs_s);
		put_instant(c, t->date, t->departs_s + network_duration(&net->lines[r->line]));
		copy_int(c, l->bus_ids[t->bus]);
		copy_int(c, l->map_ids[b->map]);
		copy_int(c, network_maps[b->map].seats);
		copy_text(c, class_names[r->class]);
		copy_text(c, t->reason ? "cancelled" : "on_sale");
		copy_text(c, t->reason);
		copy_int(c, network_maps[b->map].seats);
		copy_row(c);
	}
	copy_end(c);
}

/* ---- the whole ---- */

static void find_maps(struct load *l)
{
	idmap_load(&l->maps, l->conn, "SELECT id, name FROM seat_maps WHERE partner_id IS NULL");
	for (int i = 0; i < NETWORK_MAPS; i++)
		l->map_ids[i] = idmap_find(&l->maps, "%s", network_maps[i].name);
}

static void close_load(struct load *l)
{
	idmap_free(&l->places);
	idmap_free(&l->partners);
	idmap_free(&l->maps);
	idmap_free(&l->buses);
	idmap_free(&l->routes);
	idmap_free(&l->patterns);
	free(l->route_ids);
	free(l->pattern_ids);
	free(l->bus_ids);
	free(l);
}

void network_load(struct network *net, const struct network_job *job, bool fresh)
{
	struct load *l = network_get(1, sizeof *l);
	size_t known = 0; /* buses loaded before */

	l->net = net;
	l->job = job;
	l->conn = job->conn;
	if (fresh) {
		load_wilayas(l);
		load_places(l);
	}
	idmap_load(&l->places, l->conn, places_sql);
	if (fresh) {
		load_aliases(l);
		load_partners(l);
		load_maps(l);
	}
	idmap_load(&l->partners, l->conn, "SELECT id, legal_id FROM partners");
	find_maps(l);
	if (fresh) {
		load_cancel_rules(l);
		load_routes(l);
	} else {
		known = known_buses(l);
	}
	load_buses(l, known);
	find_buses(l);
	find_routes(l);
	if (fresh)
		load_patterns(l);
	find_patterns(l);
	if (fresh) {
		load_stops(l);
		load_fares(l);
	}
	load_trips(l);
	close_load(l);
}
