-- booking/rename: another name for a passenger of an own paid booking.
-- in: public_id uuid, user_id bigint, guest bytea, seat text, first_name text, last_name text, id_number text, cutoff_s integer
-- out: schedule_id bigint
-- roles: bookings
SELECT booking_rename($1, $2, $3, $4, $5, $6, $7, $8) AS schedule_id;
