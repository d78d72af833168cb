-- till_open: a cashier begins a shift with what is counted in the drawer.
-- Errors: SHIFT_OPEN.
-- callers: partner
CREATE OR REPLACE FUNCTION till_open(organisation bigint, person bigint, counted bigint, request text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s till_shifts;
BEGIN
	PERFORM 1 FROM users u WHERE u.id = person AND u.partner_id = organisation FOR SHARE;
	IF NOT FOUND THEN
		PERFORM refuse('FORBIDDEN', 'not of this company');
	END IF;
	INSERT INTO till_shifts (partner_id, user_id, opening_c) VALUES (organisation, person, counted)
	ON CONFLICT (user_id) WHERE closed_at IS NULL DO NOTHING RETURNING * INTO s;
	IF s.id IS NULL THEN
		PERFORM refuse('SHIFT_OPEN', 'one is open already');
	END IF;
	PERFORM audit_add('partner', person, organisation, 'till.open', 'till_' || s.id, ARRAY['opening_c'], NULL, request);
	RETURN s.public_id;
END $$;
