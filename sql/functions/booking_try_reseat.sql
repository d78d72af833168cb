-- booking_try_reseat: booking_reseat, undone as a whole when it does not succeed.
-- callers: none
CREATE OR REPLACE FUNCTION booking_try_reseat(booking bigint)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF NOT booking_reseat(booking) THEN
		RAISE EXCEPTION USING ERRCODE = 'AB002', MESSAGE = 'no seats';
	END IF;
	RETURN true;
EXCEPTION WHEN SQLSTATE 'AB002' THEN
	RETURN false;
END $$;
