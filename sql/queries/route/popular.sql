-- route/popular: pairs of cities most travelled, with the lowest fare of the coming days.
-- in: n bigint
-- out: from_slug text, from_fr text, from_ar text, from_en text, to_slug text, to_fr text, to_ar text, to_en text, amount_c bigint, daily bigint
-- roles: routes
-- reads: routes places route_schedules
WITH runs AS (
	SELECT route_id, count(*) AS n FROM route_schedules
	WHERE service_date BETWEEN current_date AND current_date + 1 AND status = 'on_sale' AND is_active
	GROUP BY route_id
), pairs AS (
	SELECT coalesce(o.city_id, o.id) AS o, coalesce(d.city_id, d.id) AS d, min(r.base_price_c) AS amount_c,
	       sum(runs.n)::bigint AS daily
	FROM routes r JOIN runs ON runs.route_id = r.id
	JOIN places o ON o.id = r.origin JOIN places d ON d.id = r.destination
	WHERE r.is_active
	GROUP BY 1, 2
)
SELECT o.slug AS from_slug, o.name_fr AS from_fr, o.name_ar AS from_ar, o.name_en AS from_en,
       d.slug AS to_slug, d.name_fr AS to_fr, d.name_ar AS to_ar, d.name_en AS to_en, p.amount_c, p.daily
FROM pairs p JOIN places o ON o.id = p.o JOIN places d ON d.id = p.d
ORDER BY p.daily DESC, o.weight + d.weight DESC, o.slug, d.slug
LIMIT $1;
