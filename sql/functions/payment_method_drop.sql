-- payment_method_drop: forgets a way to pay.
-- callers: auth
CREATE OR REPLACE FUNCTION payment_method_drop(person bigint, method bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	DELETE FROM payment_methods WHERE id = method AND user_id = person;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such way to pay', 'id');
	END IF;
END $$;
