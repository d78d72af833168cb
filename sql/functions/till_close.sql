-- till_close: a shift ends with a count. What is missing is taken from what the company is owed and what is too
-- much added to it, against the cash it holds (L1t). Anybody: the owner closes the shift of somebody else. The
-- second time answers what the first did.
-- Errors: NOT_FOUND.
-- callers: partner
CREATE OR REPLACE FUNCTION till_close(organisation bigint, key uuid, person bigint, anybody boolean, counted bigint, words text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s till_shifts;
	expected bigint;
BEGIN
	SELECT * INTO s FROM till_shifts x WHERE x.public_id = key AND x.partner_id = organisation AND (anybody OR x.user_id = person) FOR UPDATE;
	IF s.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such shift', 'id');
	ELSIF s.closed_at IS NOT NULL THEN
		RETURN;
	END IF;
	expected := s.opening_c + coalesce((SELECT sum(p.amount_c) FROM payments p WHERE p.shift_id = s.id), 0)
		- coalesce((SELECT sum(r.amount_c) FROM refunds r WHERE r.shift_id = s.id AND r.state = 'done'), 0);
	UPDATE till_shifts SET expected_c = expected, counted_c = counted, note = words, closed_by = person, closed_at = now() WHERE id = s.id;
	IF counted <> expected THEN
		PERFORM ledger_post('L1t', NULL, 'till:' || s.id, ARRAY['agent_float:' || organisation, 'partner_payable:' || organisation],
			ARRAY[counted - expected, expected - counted]);
	END IF;
	PERFORM audit_add('partner', person, organisation, 'till.close', 'till_' || s.id, ARRAY['counted_c'], words, request);
END $$;
