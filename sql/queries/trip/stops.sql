-- trip/stops: the stops of a departure's pattern in order.
-- in: schedule_id bigint
-- out: place_id bigint, slug text, name_fr text, name_ar text, name_en text, city_fr text, city_ar text, city_en text, lat double precision, lon double precision, km numeric, arr_s integer, dep_s integer, seq smallint
-- roles: routes bookings partner worker
-- reads: route_schedules route_stops places
SELECT p.id AS place_id, p.slug, p.name_fr, p.name_ar, p.name_en,
       coalesce(c.name_fr, p.name_fr) AS city_fr, coalesce(c.name_ar, p.name_ar) AS city_ar,
       coalesce(c.name_en, p.name_en) AS city_en,
       p.coords[0] AS lat, p.coords[1] AS lon, t.km, t.arr_s, t.dep_s, t.seq
FROM route_schedules s
JOIN route_stops t ON t.pattern_id = s.pattern_id
JOIN places p ON p.id = t.place_id
LEFT JOIN places c ON c.id = p.city_id
WHERE s.id = $1
ORDER BY t.seq;
