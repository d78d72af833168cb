-- payment_method_put: how a person likes to pay; one of them comes first.
-- callers: auth
CREATE OR REPLACE FUNCTION payment_method_put(person bigint, what text, words text, first boolean)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	kept bigint;
BEGIN
	PERFORM 1 FROM users WHERE id = person AND is_active FOR UPDATE;
	IF first THEN
		UPDATE payment_methods SET is_default = false WHERE user_id = person;
	END IF;
	INSERT INTO payment_methods (user_id, kind, label, is_default) VALUES (person, what, words, first)
	ON CONFLICT (user_id, kind) DO UPDATE SET label = excluded.label, is_default = excluded.is_default RETURNING id INTO kept;
	RETURN kept;
END $$;
