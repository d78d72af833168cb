-- booking_adopt: bookings made without an account belong to the account whose phone they name, once that
-- phone is proven. Returns how many.
-- callers: none
CREATE OR REPLACE FUNCTION booking_adopt(person bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH adopted AS (
		UPDATE bookings b SET user_id = person, updated_at = now() FROM users u
		WHERE u.id = person AND u.phone_verified_at IS NOT NULL AND b.contact_phone = u.phone AND b.user_id IS NULL
		RETURNING 1
	)
	SELECT count(*) FROM adopted;
$$;
