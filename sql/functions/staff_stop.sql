-- staff_stop: a company suspends one of its own people, or lets them in again.
-- callers: partner
CREATE OR REPLACE FUNCTION staff_stop(organisation bigint, actor bigint, target uuid, stop boolean, why text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF organisation IS NULL THEN
		PERFORM refuse('FORBIDDEN', 'no company');
	END IF;
	PERFORM user_stop(organisation, actor, target, stop, why, request);
END $$;
