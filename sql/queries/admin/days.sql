-- admin/days: sales and tries to pay of the last 90 days, oldest first.
-- in:
-- out: day date, sales bigint, amount_c bigint, captured bigint, tried bigint
-- roles: admin
-- reads: payments payment_attempts
SELECT g.day::date AS day, coalesce(s.n, 0)::bigint AS sales, coalesce(s.amount_c, 0)::bigint AS amount_c,
       coalesce(t.captured, 0)::bigint AS captured, coalesce(t.tried, 0)::bigint AS tried
FROM generate_series((now() AT TIME ZONE 'Africa/Algiers')::date - 89, (now() AT TIME ZONE 'Africa/Algiers')::date, interval '1 day') g (day)
LEFT JOIN (
	SELECT (p.captured_at AT TIME ZONE 'Africa/Algiers')::date AS day, count(*) AS n, sum(p.amount_c) AS amount_c
	FROM payments p WHERE p.captured_at >= now() - interval '91 days' GROUP BY 1) s ON s.day = g.day::date
LEFT JOIN (
	SELECT (a.created_at AT TIME ZONE 'Africa/Algiers')::date AS day,
	       count(*) FILTER (WHERE a.state IN ('captured', 'refund_due')) AS captured, count(*) AS tried
	FROM payment_attempts a WHERE a.created_at >= now() - interval '91 days' AND a.ended_at IS NOT NULL
	GROUP BY 1) t ON t.day = g.day::date
ORDER BY g.day;
