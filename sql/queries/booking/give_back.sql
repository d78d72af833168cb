-- booking/give_back: ends an unpaid hold.
-- in: public_id uuid, user_id bigint, guest bytea
-- out: schedule_id bigint
-- roles: bookings
SELECT booking_cancel_hold($1, $2, $3) AS schedule_id;
