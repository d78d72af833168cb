-- operation_note: a booking an operation could not go through yet, and why. The job comes back to it.
-- callers: worker
CREATE OR REPLACE FUNCTION operation_note(trip bigint, booking bigint, why text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE trip_operation_bookings b SET state = 'failed', error = left(why, 300), tries = b.tries + 1, at = clock_timestamp()
	WHERE b.schedule_id = trip AND b.booking_id = booking AND b.state <> 'done';
$$;
