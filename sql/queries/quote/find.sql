-- quote/find: a quote of an own booking; without its id the open exchange.
-- in: public_id uuid, user_id bigint, guest bytea, quote uuid
-- out: public_id uuid, kind text, state text, pay_c bigint, refund_c bigint, fee_c bigint, valid_until timestamptz
-- roles: bookings payments
-- reads: quotes booking_keys bookings
SELECT q.public_id, q.kind, q.state, q.pay_c, q.refund_c, q.fee_c, q.valid_until
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN quotes q ON q.booking_id = k.id
WHERE k.public_id = $1 AND (b.user_id = $2 OR b.access_hash = $3)
  AND (q.public_id = $4 OR $4::uuid IS NULL AND q.kind = 'exchange' AND q.state = 'open' AND q.valid_until > now());
