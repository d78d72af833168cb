-- partner_bank: the bank account a company is paid to, by its 20 digits. Who gave it does not sign a payout
-- to it.
-- callers: admin
CREATE OR REPLACE FUNCTION partner_bank(company bigint, person bigint, rib text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF rib !~ '^[0-9]{20}$' THEN
		PERFORM refuse('INVALID_INPUT', 'not 20 digits', 'rib');
	END IF;
	UPDATE partners SET bank_details = coalesce(bank_details, '{}') || jsonb_build_object('rib', rib, 'by', person) WHERE id = company;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such company', 'id');
	END IF;
	PERFORM audit_add('admin', person, company, 'partner.bank', 'partner_' || company, ARRAY['bank_details'], NULL, request);
END $$;
