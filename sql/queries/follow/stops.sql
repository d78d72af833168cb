-- follow/stops: the stops of a trip in order, and when its bus really was there.
-- in: schedule_id bigint
-- out: place_id bigint, name_fr text, name_ar text, name_en text, city_fr text, city_ar text, city_en text, lat double precision, lon double precision, arr_s integer, dep_s integer, seq smallint, arrived_at timestamptz, departed_at timestamptz
-- roles: tracking
-- reads: route_schedules route_stops places stop_times
SELECT p.id AS place_id, p.name_fr, p.name_ar, p.name_en,
       coalesce(c.name_fr, p.name_fr) AS city_fr, coalesce(c.name_ar, p.name_ar) AS city_ar,
       coalesce(c.name_en, p.name_en) AS city_en,
       p.coords[0] AS lat, p.coords[1] AS lon, t.arr_s, t.dep_s, t.seq, w.arrived_at, w.departed_at
FROM route_schedules s
JOIN route_stops t ON t.pattern_id = s.pattern_id
JOIN places p ON p.id = t.place_id
LEFT JOIN places c ON c.id = p.city_id
LEFT JOIN stop_times w ON w.schedule_id = s.id AND w.seq = t.seq
WHERE s.id = $1
ORDER BY t.seq;
