-- admin/booking_tries: payments of a booking and their tries at the bank, oldest first.
-- in: public_id uuid
-- out: payment_id uuid, method text, status text, amount_c bigint, order_number text, attempt_state text, message text, created_at timestamptz, ended_at timestamptz
-- roles: admin
-- reads: booking_keys payments payment_attempts
SELECT p.public_id AS payment_id, p.method, p.status, p.amount_c, a.order_number, a.state AS attempt_state,
       coalesce(a.reason, a.answer->'params'->>'respCode_desc', a.answer->>'actionCodeDescription') AS message,
       coalesce(a.created_at, p.created_at) AS created_at, coalesce(a.ended_at, p.captured_at) AS ended_at
FROM booking_keys k
JOIN payments p ON p.booking_id = k.id
LEFT JOIN payment_attempts a ON a.payment_id = p.id
WHERE k.public_id = $1
ORDER BY p.id, a.id;
