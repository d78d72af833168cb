-- transfer_make: the second signature of approved statements: the file for the bank, one line for each payout,
-- kept with the hash of its bytes. All of them or none; who signed one first, or gave the account of its
-- company, does not sign it now. Returns the file's public id.
-- Errors: NOT_FOUND, WRONG_STATE (not approved), SECOND_PERSON, NO_BANK_ACCOUNT.
-- callers: admin
CREATE OR REPLACE FUNCTION transfer_make(person bigint, keys uuid[], request text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s record;
	file uuid := gen_random_uuid();
	name text := 'ABR-' || upper(left(replace(file::text, '-', ''), 12));
	body text := '';
	total bigint := 0;
	n integer := 0;
	transfer bigint;
BEGIN
	FOR s IN SELECT x.id, x.status, x.net_c, x.approved_by, p.company_name, p.bank_details FROM partner_settlements x
		JOIN partners p ON p.id = x.partner_id WHERE x.public_id = ANY (keys) ORDER BY x.id FOR UPDATE OF x
	LOOP
		IF s.status <> 'approved' THEN
			PERFORM refuse('WRONG_STATE', s.status, 'settlements');
		ELSIF person IN (s.approved_by, (s.bank_details->>'by')::bigint) THEN
			PERFORM refuse('SECOND_PERSON', 'two people sign', 'settlements');
		ELSIF s.bank_details->>'rib' IS NULL THEN
			PERFORM refuse('NO_BANK_ACCOUNT', s.company_name, 'settlements');
		END IF;
		n := n + 1;
		total := total + s.net_c;
		body := body || concat_ws(';', n, s.bank_details->>'rib', left(regexp_replace(s.company_name, '[;[:cntrl:]]', ' ', 'g'), 60),
			s.net_c, 'DZD', 'S' || s.id) || E'\n';
	END LOOP;
	IF n = 0 OR n <> (SELECT count(DISTINCT k) FROM unnest(keys) k) THEN
		PERFORM refuse('NOT_FOUND', 'no such settlement', 'settlements');
	END IF;
	body := concat_ws(';', 'ABRID', 1, name, (now() AT TIME ZONE 'Africa/Algiers')::date, n, total) || E'\n' || body;
	INSERT INTO bank_transfers (public_id, reference, payouts, total_c, content, file_hash, made_by)
	VALUES (file, name, n, total, convert_to(body, 'UTF8'), sha256(convert_to(body, 'UTF8')), person) RETURNING id INTO transfer;
	FOR s IN SELECT x.id, x.public_id FROM partner_settlements x WHERE x.public_id = ANY (keys) ORDER BY x.id LOOP
		PERFORM settlement_sign(s.public_id, person, 'paid', sha256(convert_to(body, 'UTF8')), name, request);
		UPDATE partner_settlements SET transfer_id = transfer WHERE id = s.id;
	END LOOP;
	RETURN file;
END $$;
