-- settlement_sign: the platform moves a statement on: looked at, or a dispute settled (reviewed), the first
-- signature (approved), the second one by somebody else with the transfer file's hash (paid, L6), the bank's
-- line (reconciled). A statement of nothing or less is not paid.
-- Errors: NOT_FOUND, WRONG_STATE, SECOND_PERSON (both signatures by one person).
-- callers: admin
CREATE OR REPLACE FUNCTION settlement_sign(key uuid, person bigint, becomes text, hash bytea, reference text, request text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s partner_settlements;
BEGIN
	SELECT * INTO s FROM partner_settlements x WHERE x.public_id = key FOR UPDATE;
	IF s.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such settlement', 'id');
	ELSIF s.status = becomes THEN
		RETURN becomes;
	ELSIF NOT EXISTS (SELECT 1 FROM transitions t WHERE t.machine = 'settlement' AND t.was = s.status AND t.became = becomes)
	   OR becomes IN ('approved', 'paid') AND s.net_c <= 0 THEN
		PERFORM refuse('WRONG_STATE', CASE WHEN s.net_c <= 0 THEN 'nothing to pay' ELSE s.status END);
	ELSIF becomes = 'paid' AND s.approved_by = person THEN
		PERFORM refuse('SECOND_PERSON', 'two people sign');
	END IF;
	PERFORM acting('finance', person, reference);
	UPDATE partner_settlements SET status = becomes, approved_by = CASE WHEN becomes = 'approved' THEN person ELSE approved_by END,
		paid_by = CASE WHEN becomes = 'paid' THEN person ELSE paid_by END, paid_at = CASE WHEN becomes = 'paid' THEN now() ELSE paid_at END,
		file_hash = coalesce(file_hash, hash), bank_ref = CASE WHEN becomes IN ('paid', 'reconciled') THEN coalesce(reference, bank_ref) ELSE bank_ref END,
		dispute = CASE WHEN becomes = 'reviewed' THEN NULL ELSE dispute END
	WHERE id = s.id;
	IF becomes = 'paid' THEN
		PERFORM ledger_post('L6', NULL, 'payout:' || s.id, ARRAY['partner_payable:' || s.partner_id, 'bank:main'], ARRAY[s.net_c, -s.net_c]);
	END IF;
	PERFORM audit_add('admin', person, s.partner_id, 'settlement.' || becomes, 'settlement_' || s.id, ARRAY['status'], reference, request);
	RETURN becomes;
END $$;
