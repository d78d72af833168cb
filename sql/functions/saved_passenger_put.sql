-- saved_passenger_put: keeps a passenger one books for, new (no id) or changed; at most 20.
-- callers: auth
CREATE OR REPLACE FUNCTION saved_passenger_put(person bigint, passenger bigint, first text, last text, number text, years smallint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	kept bigint;
BEGIN
	PERFORM 1 FROM users WHERE id = person AND is_active FOR UPDATE;
	IF passenger IS NOT NULL THEN
		UPDATE saved_passengers SET first_name = first, last_name = last, id_number = number, age = years
		WHERE id = passenger AND user_id = person RETURNING id INTO kept;
		IF kept IS NULL THEN
			PERFORM refuse('NOT_FOUND', 'no such passenger', 'id');
		END IF;
		RETURN kept;
	END IF;
	IF (SELECT count(*) FROM saved_passengers WHERE user_id = person) >= 20 THEN
		PERFORM refuse('TOO_MANY_SAVED', 'twenty passengers');
	END IF;
	INSERT INTO saved_passengers (user_id, first_name, last_name, id_number, age) VALUES (person, first, last, number, years)
	RETURNING id INTO kept;
	RETURN kept;
END $$;
