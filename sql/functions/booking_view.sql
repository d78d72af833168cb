-- booking_view: a guest who knows reference and phone may see the booking from now on. Anything that
-- changes it asks for more.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_view(booking bigint, guest bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO booking_views (booking_id, guest_hash) VALUES (booking, guest)
	ON CONFLICT (booking_id, guest_hash) DO UPDATE SET created_at = now();
$$;
