-- user_create: a new customer account.
-- callers: auth
CREATE OR REPLACE FUNCTION user_create(key uuid, mail text, number text, hash text, first text, last text, language text)
RETURNS SETOF users LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF mail IS NULL AND number IS NULL THEN
		PERFORM refuse('MISSING_FIELD', 'phone or e-mail', 'phone');
	END IF;
	RETURN QUERY INSERT INTO users (public_id, email, phone, password_hash, first_name, last_name, lang)
	VALUES (key, mail, number, hash, first, last, language) RETURNING *;
END $$;
