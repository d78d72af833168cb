-- quote/cancel_apply: cancels an own booking, or some of its passengers.
-- in: public_id uuid, user_id bigint, guest bytea, quote uuid, seats text[], valid_s integer
-- out: schedule_id bigint
-- roles: bookings
SELECT booking_cancel($1, $2, $3, $4, $5, $6) AS schedule_id;
