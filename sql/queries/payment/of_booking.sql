-- payment/of_booking: the newest payment of an own booking.
-- in: booking uuid, user_id bigint, guest bytea
-- out: public_id uuid, booking_id uuid, booking_ref text, status text, method text, booking_status text, amount_c bigint, created_at timestamptz, captured_at timestamptz, order_number text, order_id text, attempt_state text, attempt_id bigint, lang text, form_url text, message text, approval_code text, card text, green boolean
-- roles: payments bookings
-- reads: payments payment_attempts booking_keys bookings booking_views
SELECT p.public_id, k.public_id AS booking_id, k.booking_ref, p.status, p.method, b.status AS booking_status,
       p.amount_c, p.created_at, p.captured_at, a.order_number, coalesce(a.md_order, p.transaction_id) AS order_id,
       a.state AS attempt_state, a.id AS attempt_id, coalesce(a.lang, b.lang) AS lang, a.form_url,
       coalesce(a.answer->'params'->>'respCode_desc', a.answer->>'actionCodeDescription', a.answer->>'ErrorMessage',
                a.answer->>'errorMessage') AS message,
       coalesce(a.answer->>'approvalCode', a.answer->'cardAuthInfo'->>'approvalCode') AS approval_code,
       coalesce(a.answer->>'Pan', a.answer->'cardAuthInfo'->>'pan') AS card,
       p.status IN ('captured', 'partly_refunded', 'refunded') AS green
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN payments p ON p.booking_id = k.id
LEFT JOIN LATERAL (SELECT x.* FROM payment_attempts x WHERE x.payment_id = p.id
                   ORDER BY x.state = 'captured' DESC, x.id DESC LIMIT 1) a ON true
WHERE k.public_id = $1
  AND (b.user_id = $2 OR b.access_hash = $3 OR EXISTS (SELECT 1 FROM booking_views v
       WHERE v.booking_id = k.id AND v.guest_hash = $3 AND v.created_at > now() - interval '1 day'))
ORDER BY p.status = 'captured' DESC, p.id DESC
LIMIT 1;
