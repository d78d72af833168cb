-- payment/attempt: what is needed to ask the bank about an attempt.
-- in: attempt_id bigint
-- out: attempt_id bigint, payment_id uuid, order_number text, udf1 text, amount_c bigint, lang text, state text, md_order text, created_at timestamptz, schedule_id bigint, booking_ref text
-- roles: payments worker
-- reads: payment_attempts payments booking_keys bookings
SELECT a.id AS attempt_id, p.public_id AS payment_id, a.order_number, a.udf1, a.amount_c, a.lang, a.state,
       a.md_order, a.created_at, b.route_schedule_id AS schedule_id, k.booking_ref
FROM payment_attempts a
JOIN payments p ON p.id = a.payment_id
JOIN booking_keys k ON k.id = p.booking_id
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
WHERE a.id = $1;
