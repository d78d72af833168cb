-- What the benchmarks draw from: pairs of places with departures, and free seats in a random order, half of
-- them for holds over HTTP and half for the same holds by pgbench.
SET client_min_messages = warning;
SET search_path = abrid, public;
DROP TABLE IF EXISTS bench_pairs, bench_slots;
DROP SEQUENCE IF EXISTS bench_next;
CREATE TABLE bench_pairs AS
SELECT row_number() OVER (ORDER BY random())::integer AS n, o.id AS origin, d.id AS destination, o.slug AS origin_slug,
	d.slug AS destination_slug, day::date AS day
FROM (SELECT DISTINCT coalesce(o.city_id, o.id) AS origin, coalesce(d.city_id, d.id) AS destination
	FROM routes r JOIN places o ON o.id = r.origin JOIN places d ON d.id = r.destination) pair
JOIN places o ON o.id = pair.origin JOIN places d ON d.id = pair.destination
CROSS JOIN generate_series(current_date + 2, current_date + 25, interval '1 day') day;
ALTER TABLE bench_pairs ADD PRIMARY KEY (n);
SELECT setseed(0.42);
CREATE TABLE bench_slots AS
SELECT row_number() OVER (ORDER BY random())::integer AS n, s.id AS trip, s.version, b.seq AS board, a.seq AS alight,
	b.place_id AS from_place, a.place_id AS to_place, s.departure_time + b.dep_s * interval '1 second' AS boards,
	s.departure_time + a.arr_s * interval '1 second' AS alights, seat.no - 1 AS seat, seat.label, f.amount_c AS fare,
	f.amount_c * 8 / 100 AS commission
FROM route_schedules s
JOIN seat_maps m ON m.id = s.seat_map_id
CROSS JOIN LATERAL unnest(seat_labels(m.layout)) WITH ORDINALITY AS seat (label, no)
JOIN route_stops b ON b.pattern_id = s.pattern_id AND b.seq = 0
JOIN LATERAL (SELECT * FROM route_stops x WHERE x.pattern_id = s.pattern_id ORDER BY x.seq DESC LIMIT 1) a ON true
JOIN fares f ON f.pattern_id = s.pattern_id AND f.class = s.class AND f.passenger_kind = 'adult' AND f.board_seq = b.seq
	AND f.alight_seq = a.seq
WHERE s.status = 'on_sale' AND s.departure_time > now() + interval '2 days'
ORDER BY random() LIMIT 120000;
ALTER TABLE bench_slots ADD PRIMARY KEY (n);
CREATE SEQUENCE bench_next;
GRANT SELECT ON bench_pairs, bench_slots TO abrid_routes, abrid_bookings;
GRANT USAGE ON bench_next TO abrid_bookings;
ANALYZE bench_pairs, bench_slots;
