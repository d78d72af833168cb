-- admin/booking_refunds: money that goes back for a booking.
-- in: public_id uuid
-- out: public_id uuid, amount_c bigint, state text, method text, created_at timestamptz, updated_at timestamptz
-- roles: admin
-- reads: booking_keys refunds payments
SELECT f.public_id, f.amount_c, f.state, p.method, f.created_at, f.updated_at
FROM booking_keys k
JOIN refunds f ON f.booking_id = k.id
JOIN payments p ON p.id = f.payment_id
WHERE k.public_id = $1
ORDER BY f.id;
