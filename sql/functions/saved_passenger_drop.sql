-- saved_passenger_drop: forgets a passenger one booked for.
-- callers: auth
CREATE OR REPLACE FUNCTION saved_passenger_drop(person bigint, passenger bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	DELETE FROM saved_passengers WHERE id = passenger AND user_id = person;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such passenger', 'id');
	END IF;
END $$;
