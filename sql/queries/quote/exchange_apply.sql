-- quote/exchange_apply: takes the seats of an exchange that costs nothing more.
-- in: public_id uuid, user_id bigint, guest bytea, quote uuid
-- out: old_trip bigint, new_trip bigint
-- roles: bookings
SELECT old_trip, new_trip FROM exchange_confirm($1, $2, $3, $4);
