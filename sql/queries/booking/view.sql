-- booking/view: lets a guest token see a booking whose reference and phone were given.
-- in: booking_id bigint, guest bytea
-- out: booking_view void
-- roles: bookings
SELECT booking_view($1, $2);
