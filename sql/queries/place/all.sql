-- place/all: every place for the list a form suggests from, cities before stations.
-- in:
-- out: slug text, name_fr text, name_ar text, name_en text
-- roles: routes
-- reads: places
SELECT slug, name_fr, name_ar, name_en FROM places WHERE is_active ORDER BY kind, weight DESC, slug LIMIT 400;
