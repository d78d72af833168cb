-- preference_put: what a person chose, by key; a value of NULL takes the choice back.
-- callers: auth
CREATE OR REPLACE FUNCTION preference_put(person bigint, name text, chosen jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF chosen IS NULL THEN
		DELETE FROM user_preferences WHERE user_id = person AND key = name;
	ELSE
		INSERT INTO user_preferences (user_id, key, value) VALUES (person, name, chosen)
		ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, updated_at = now();
	END IF;
END $$;
