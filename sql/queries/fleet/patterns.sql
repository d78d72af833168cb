-- fleet/patterns: the lines of patterns.
-- in: pattern_ids bigint[]
-- out: pattern_id bigint, polyline text
-- roles: fleet
-- reads: route_patterns
SELECT p.id AS pattern_id, p.polyline
FROM route_patterns p
WHERE p.id = ANY ($1::bigint[])
ORDER BY p.id;
