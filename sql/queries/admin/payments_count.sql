-- admin/payments_count: how many those are, counted to 10,001.
-- in: from_day date, to_day date, status text, payment_method text
-- out: total bigint
-- roles: admin
-- reads: payments
SELECT count(*) AS total FROM (
SELECT 1 FROM payments p
WHERE p.created_at >= ($1::date)::timestamp AT TIME ZONE 'Africa/Algiers'
  AND p.created_at < ($2::date + 1)::timestamp AT TIME ZONE 'Africa/Algiers'
  AND ($3::text IS NULL OR p.status = $3)
  AND ($4::text IS NULL OR p.method = $4)
LIMIT 10001) x;
