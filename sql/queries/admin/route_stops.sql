-- admin/route_stops: stops of a line as its newest pattern has them.
-- in: route_id bigint
-- out: place_id bigint, slug text, name_fr text, name_ar text, name_en text, city_fr text, city_ar text, city_en text, lat double precision, lon double precision, km numeric, arr_s integer, dep_s integer, seq smallint
-- roles: admin
-- reads: route_patterns route_stops places
SELECT p.id AS place_id, p.slug, p.name_fr, p.name_ar, p.name_en,
       coalesce(c.name_fr, p.name_fr) AS city_fr, coalesce(c.name_ar, p.name_ar) AS city_ar, coalesce(c.name_en, p.name_en) AS city_en,
       p.coords[0] AS lat, p.coords[1] AS lon, x.km, x.arr_s, x.dep_s, x.seq
FROM (SELECT y.id FROM route_patterns y WHERE y.route_id = $1 ORDER BY y.version DESC LIMIT 1) t
JOIN route_stops x ON x.pattern_id = t.id
JOIN places p ON p.id = x.place_id
LEFT JOIN places c ON c.id = p.city_id
ORDER BY x.seq;
