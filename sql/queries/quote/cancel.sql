-- quote/cancel: asks what cancelling passengers of an own booking would give back.
-- in: public_id uuid, user_id bigint, guest bytea, seats text[], valid_s integer
-- out: public_id uuid, kind text, state text, pay_c bigint, refund_c bigint, fee_c bigint, valid_until timestamptz
-- roles: bookings
SELECT public_id, kind, state, pay_c, refund_c, fee_c, valid_until FROM booking_cancel_quote($1, $2, $3, $4, $5);
