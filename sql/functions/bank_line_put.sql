-- bank_line_put: one line of a bank's file: found among what is booked, or not, or with another sum. A capture nobody
-- here knows of waits for a person. The same line of the same file, or the same order again, changes nothing.
-- Returns matched, theirs_only, differs or again.
-- callers: worker
CREATE OR REPLACE FUNCTION bank_line_put(hash bytea, n integer, on_day date, what text, order_number text, amount bigint, fee bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	ours bigint;
	came_out text;
	line bigint;
BEGIN
	IF what = 'capture' THEN
		SELECT a.amount_c INTO ours FROM payment_attempts a WHERE a.order_number = bank_line_put.order_number AND a.state IN ('captured', 'refund_due');
	ELSIF what = 'refund' THEN
		SELECT sum(f.amount_c) INTO ours FROM payment_attempts a JOIN refunds f ON f.attempt_id = a.id AND f.state = 'done'
		WHERE a.order_number = bank_line_put.order_number;
	ELSIF what = 'payout' THEN
		SELECT s.net_c INTO ours FROM partner_settlements s WHERE 'S' || s.id = bank_line_put.order_number AND s.status IN ('paid', 'reconciled');
	END IF;
	came_out := CASE WHEN ours IS NULL THEN 'theirs_only' WHEN ours = amount THEN 'matched' ELSE 'differs' END;
	INSERT INTO bank_lines (file_hash, line_no, day, kind, reference, amount_c, fee_c, found)
	VALUES (hash, n, on_day, what, order_number, amount, fee, came_out) ON CONFLICT DO NOTHING RETURNING id INTO line;
	IF line IS NULL THEN
		RETURN 'again';
	END IF;
	IF what = 'payout' AND came_out = 'matched' THEN
		PERFORM acting('bank', NULL, order_number);
		UPDATE partner_settlements s SET status = 'reconciled' WHERE 'S' || s.id = bank_line_put.order_number AND s.status = 'paid';
	ELSIF came_out <> 'matched' THEN
		PERFORM reconcile_open(CASE WHEN amount > coalesce(ours, 0) THEN 'theirs_only' ELSE 'ours_only' END, order_number,
			(SELECT a.id FROM payment_attempts a WHERE a.order_number = bank_line_put.order_number), NULL, coalesce(ours, 0), amount,
			CASE WHEN ours IS NULL AND what = 'capture' THEN 'unknown_capture' ELSE 'differs' END);
	END IF;
	PERFORM reconcile_count(CASE came_out WHEN 'matched' THEN 'matched' ELSE 'theirs_only' END);
	RETURN came_out;
END $$;
