-- booking_cancel_quote: the owner of a paid booking asks what cancelling would give back. Nobody named: all.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_cancel_quote(key uuid, person bigint, guest bytea, wanted text[], valid_s integer)
RETURNS quotes LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT quote_cancel(booking_own(key, person, guest), wanted, person, NULL, valid_s);
$$;
