-- place/resolve: the places each name means exactly: rank 1 by id (0 is none), 2 by slug, 3 by a spelling, 4 but for the article.
-- in: names text[], ids bigint[]
-- out: ord bigint, rank integer, id bigint, slug text, kind text, name_fr text, name_ar text, name_en text, city_id bigint, city_fr text, city_ar text, city_en text, lat double precision, lon double precision, wilaya smallint
-- roles: routes bookings admin
-- reads: places place_aliases
WITH asked AS MATERIALIZED (
	SELECT u.name, u.id, u.ord, f.q, regexp_replace(f.q, '^(el |ال(?=\S\S))', '') AS bare
	FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS u (name, id, ord), LATERAL (SELECT fold(u.name) AS q) f
)
SELECT a.ord, h.rank, p.id, p.slug, p.kind, p.name_fr, p.name_ar, p.name_en, c.id AS city_id,
	c.name_fr AS city_fr, c.name_ar AS city_ar, c.name_en AS city_en, p.coords[0] AS lat, p.coords[1] AS lon,
	p.wilaya_code AS wilaya
FROM asked a CROSS JOIN LATERAL (
	SELECT m.place_id, min(m.rank) AS rank
	FROM (
		SELECT s.id AS place_id, 1 AS rank FROM places s WHERE s.id = a.id
		UNION ALL
		SELECT s.id, 2 FROM places s WHERE a.id = 0 AND s.slug = lower(a.name)
		UNION ALL
		SELECT s.place_id, CASE WHEN s.fold = a.q THEN 3 ELSE 4 END
		-- A range, because an equality would be looked up in the trigram index at four times the cost.
		FROM unnest(ARRAY[a.q, a.bare, 'el ' || a.bare, 'ال' || a.bare]) AS f (fold) JOIN place_aliases s ON s.fold BETWEEN f.fold AND f.fold
		WHERE a.id = 0 AND a.q <> ''
	) m
	GROUP BY m.place_id
) h JOIN places p ON p.id = h.place_id AND p.is_active JOIN places c ON c.id = coalesce(p.city_id, p.id)
ORDER BY a.ord, h.rank, p.kind, p.weight DESC, p.id;
