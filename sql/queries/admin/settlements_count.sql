-- admin/settlements_count: how many those are, counted to 10,001.
-- in: partner_id bigint, status text
-- out: total bigint
-- roles: admin
-- reads: partner_settlements
SELECT count(*) AS total FROM (
SELECT 1 FROM partner_settlements s
WHERE s.status <> 'open' AND ($1::bigint IS NULL OR s.partner_id = $1) AND ($2::text IS NULL OR s.status = $2)
LIMIT 10001) x;
