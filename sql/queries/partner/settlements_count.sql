-- partner/settlements_count: how many those are.
-- in: organisation bigint, status text
-- out: total bigint
-- roles: partner
-- reads: partner_settlements
SELECT count(*) AS total FROM partner_settlements s
WHERE s.partner_id = $1 AND s.status <> 'open' AND ($2::text IS NULL OR s.status = $2);
