-- admin/payments: payments of some days, newest first.
-- in: from_day date, to_day date, status text, payment_method text, limit_n integer, offset_n bigint
-- out: public_id uuid, booking_id uuid, booking_ref text, method text, status text, amount_c bigint, created_at timestamptz, captured_at timestamptz, order_number text, message text
-- roles: admin
-- reads: payments payment_attempts booking_keys
SELECT p.public_id, k.public_id AS booking_id, k.booking_ref, p.method, p.status, p.amount_c, p.created_at, p.captured_at,
       a.order_number, coalesce(a.reason, a.answer->'params'->>'respCode_desc', a.answer->>'actionCodeDescription') AS message
FROM payments p
JOIN booking_keys k ON k.id = p.booking_id
LEFT JOIN LATERAL (SELECT x.order_number, x.reason, x.answer FROM payment_attempts x WHERE x.payment_id = p.id
	ORDER BY x.state = 'captured' DESC, x.id DESC LIMIT 1) a ON true
WHERE p.created_at >= ($1::date)::timestamp AT TIME ZONE 'Africa/Algiers'
  AND p.created_at < ($2::date + 1)::timestamp AT TIME ZONE 'Africa/Algiers'
  AND ($3::text IS NULL OR p.status = $3)
  AND ($4::text IS NULL OR p.method = $4)
ORDER BY p.created_at DESC, p.id DESC
LIMIT $5::integer OFFSET $6;
