-- place/search: places a text may mean; spellings are the near ones, "=" before a name, "~" before others, "|" between.
-- in: q text
-- out: id bigint, slug text, kind text, name_fr text, name_ar text, name_en text, city_id bigint, city_fr text, city_ar text, city_en text, lat double precision, lon double precision, wilaya smallint, weight integer, q text, spellings text, near real
-- roles: routes bookings admin
-- reads: places place_aliases
WITH asked AS MATERIALIZED (
	-- folded text holds letters, digits and blanks only: nothing in it is special in a pattern
	SELECT q, length(q) AS n, '(^(el |ال)?| )' || regexp_replace(q, '^(el |ال(?=\S\S))', '') AS pattern
	FROM (SELECT fold($1::text) AS q) f
	WHERE q <> ''
), begun AS MATERIALIZED (
	-- the same, or its beginning, or that of a word of it, with or without the article
	SELECT place_id, fold, is_name FROM place_aliases WHERE fold ~ (SELECT pattern FROM asked)
), hit AS (
	SELECT place_id, fold, is_name FROM begun
	UNION
	SELECT place_id, fold, is_name FROM place_aliases WHERE fold % (SELECT q FROM asked)
	UNION
	SELECT place_id, fold, is_name FROM place_aliases
	WHERE fold = ANY ((SELECT string_to_array(q, ' ') FROM asked)::text[])
	UNION
	-- a slip spoils the trigrams of a short word: about its length, and its letters but for one
	SELECT a.place_id, a.fold, a.is_name
	FROM asked JOIN place_aliases a ON CASE WHEN length(a.fold) BETWEEN asked.n - 1 AND asked.n + 1
		THEN length(translate(a.fold, asked.q, '')) <= 1 END
	WHERE asked.n BETWEEN 3 AND 9 AND NOT EXISTS (SELECT FROM begun)
), near AS (
	SELECT h.place_id, max(similarity(h.fold, asked.q)) AS near, bool_or(h.fold = asked.q) AS same,
		bool_or(starts_with(h.fold, asked.q)) AS begun,
		string_agg(CASE WHEN h.is_name THEN '=' ELSE '~' END || h.fold, '|') AS spellings
	FROM asked, hit h
	GROUP BY h.place_id
)
SELECT p.id, p.slug, p.kind, p.name_fr, p.name_ar, p.name_en, c.id AS city_id, c.name_fr AS city_fr,
	c.name_ar AS city_ar, c.name_en AS city_en, p.coords[0] AS lat, p.coords[1] AS lon,
	p.wilaya_code AS wilaya, p.weight, asked.q, n.spellings, n.near
FROM asked, near n JOIN places p ON p.id = n.place_id JOIN places c ON c.id = coalesce(p.city_id, p.id)
WHERE p.is_active
ORDER BY n.same DESC, n.begun DESC, CASE WHEN n.begun THEN p.weight ELSE 0 END DESC, n.near DESC, p.weight DESC
LIMIT 40;
