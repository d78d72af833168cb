-- float_room: an organisation has just taken cash: not more than it may hold for the platform. The row of its
-- balance is locked by the posting before, so two counters do not pass the limit together.
-- Errors: FLOAT_LIMIT.
-- callers: none
CREATE OR REPLACE FUNCTION float_room(organisation bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM agent_floats f JOIN partners p ON p.id = f.partner_id WHERE f.partner_id = organisation AND f.balance_c > p.float_limit_c) THEN
		PERFORM refuse('FLOAT_LIMIT', 'cash must be handed in first');
	END IF;
END $$;
