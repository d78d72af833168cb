-- booking/complete: names and contact of a held booking.
-- in: public_id uuid, user_id bigint, guest bytea, phone text, email text, first_names text[], last_names text[], id_numbers text[], ages integer[], hold_s integer, cutoff_s integer
-- out: booking_contact bigint
-- roles: bookings
SELECT booking_contact($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
