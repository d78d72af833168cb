# A company of its own that asks for document numbers, with a small bus: {{trip}} runs in three days
# from Algiers over Blida to Oran with 30 seats for 500 dinars, 100 of the first leg.

--- a company with one departure
set name = Essai {{digits 8}}
sql
WITH p AS (
	INSERT INTO partners (company_name, company_name_ar, legal_id, email, phone, status, commission_bps, needs_id_number, luggage_kg)
	VALUES ({{name}}, 'تجربة', {{name}}, 'essai@example.dz', '+21321000000', 'active', 800, true, 20) RETURNING id
), c AS (
	INSERT INTO cancel_rules (partner_id, hours_before, fee_bps) SELECT id, h, f FROM p, (VALUES (24, 1000), (2, 5000)) AS v (h, f)
), b AS (
	INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id, features)
	SELECT id, {{name}}, 'Toyota Coaster', 30, 7, '{ac}' FROM p RETURNING id
), r AS (
	INSERT INTO routes (partner_id, origin, destination, origin_coords, destination_coords, distance_km, duration_minutes, base_price_c, total_seats, bus_type)
	SELECT p.id, o.id, d.id, o.coords, d.coords, 400, 300, 50000, 30, 'standard' FROM p, places o, places d
	WHERE o.slug = 'alger' AND d.slug = 'oran' RETURNING id
), n AS (
	INSERT INTO route_patterns (route_id, version, polyline) SELECT id, 1, '_p~iF~ps|U' FROM r RETURNING id
), s AS (
	INSERT INTO route_stops (pattern_id, seq, place_id, arr_s, dep_s, km)
	SELECT n.id, v.seq, l.id, v.arr, v.dep, v.km FROM n, (VALUES (0, 'alger', 0, 0, 0), (1, 'blida', 3600, 3900, 50), (2, 'oran', 18000, 18000, 400)) AS v (seq, slug, arr, dep, km)
	JOIN places l ON l.slug = v.slug RETURNING seq, place_id
), f AS (
	INSERT INTO fares (pattern_id, class, board_seq, alight_seq, amount_c)
	SELECT n.id, 'standard', v.b, v.a, v.c FROM n, (VALUES (0, 1, 10000), (1, 2, 45000), (0, 2, 50000)) AS v (b, a, c)
), t AS (
	INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, available_seats)
	SELECT r.id, n.id, v.d, 36000, (v.d + interval '10 hours') AT TIME ZONE 'Africa/Algiers', (v.d + interval '15 hours') AT TIME ZONE 'Africa/Algiers',
		b.id, 7, 30, 'standard', 'on_sale', 30
	FROM r, n, b, (SELECT (now() AT TIME ZONE 'Africa/Algiers')::date + 3 AS d) v RETURNING id
)
SELECT 'schedule_' || t.id AS trip, t.id, 'stop_' || a.place_id AS first, 'stop_' || m.place_id AS second, 'stop_' || z.place_id AS last, p.id AS partner
FROM t, p, s a, s m, s z WHERE a.seq = 0 AND m.seq = 1 AND z.seq = 2
=> trip | id | first | second | last | partner
{{>trip}} | {{>trip_id}} | {{>first}} | {{>second}} | {{>last}} | {{>partner}}
