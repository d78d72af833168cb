-- preference/places: favourite places of a person, in their order.
-- in: user_id bigint
-- out: id bigint, slug text, name_fr text, name_ar text, name_en text
-- roles: auth
-- reads: user_preferences places
SELECT p.id, p.slug, p.name_fr, p.name_ar, p.name_en
FROM user_preferences f, jsonb_array_elements_text(f.value) WITH ORDINALITY AS w (id, n)
JOIN places p ON p.id = w.id::bigint AND p.is_active
WHERE f.user_id = $1 AND f.key = 'places'
ORDER BY w.n
LIMIT 20;
