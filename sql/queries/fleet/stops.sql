-- fleet/stops: the stops of patterns in their order.
-- in: pattern_ids bigint[]
-- out: pattern_id bigint, seq smallint, place_id bigint, arr_s integer, dep_s integer, km numeric, lat double precision, lon double precision
-- roles: fleet
-- reads: route_stops places
SELECT s.pattern_id, s.seq, s.place_id, s.arr_s, s.dep_s, s.km, p.coords[0] AS lat, p.coords[1] AS lon
FROM route_stops s
JOIN places p ON p.id = s.place_id
WHERE s.pattern_id = ANY ($1::bigint[])
ORDER BY s.pattern_id, s.seq;
