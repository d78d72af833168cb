-- admin/reconcile_count: how many those are, counted to 10,001.
-- in: state text
-- out: total bigint
-- roles: admin
-- reads: reconcile_items
SELECT count(*) AS total FROM (
SELECT 1 FROM reconcile_items i
WHERE ($1::text IS NULL OR $1 = 'open' AND i.closed_at IS NULL OR $1 = 'closed' AND i.closed_at IS NOT NULL)
LIMIT 10001) x;
