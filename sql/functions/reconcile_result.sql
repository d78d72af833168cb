-- reconcile_result: the bank told what it holds of an order (theirs; known: it knows the order at all). Equal is
-- matched. Less than is booked is a refund made in the bank's console: open refunds of ours that fit are done, what is left
-- is booked as a refund of the bank (L3b, L4) whose booking still stands, and waits for a person. More, or an
-- order it does not know, waits as it is. With a refund of ours under way nothing is decided. Returns the bucket, or waits.
-- callers: worker
CREATE OR REPLACE FUNCTION reconcile_result(attempt bigint, theirs bigint, known boolean, bank_answer jsonb)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record := attempt_lock(attempt);
	a payment_attempts := l.a;
	p payments := l.p;
	ours bigint := 0;
	gone bigint;
	r refunds;
	back bigint;
BEGIN
	IF a.state IN ('captured', 'refund_due') THEN
		ours := a.amount_c - coalesce((SELECT sum(f.amount_c) FROM refunds f WHERE f.attempt_id = a.id AND f.state = 'done'), 0);
	END IF;
	IF EXISTS (SELECT 1 FROM refunds f WHERE f.attempt_id = a.id AND f.state IN ('approved', 'submitted')) THEN
		RETURN 'waits';
	ELSIF theirs = ours AND (known OR ours = 0) THEN
		PERFORM reconcile_count('matched');
		RETURN 'matched';
	ELSIF NOT known OR theirs > ours OR a.state NOT IN ('captured', 'refund_due') THEN
		PERFORM reconcile_open(CASE WHEN theirs > ours THEN 'theirs_only' ELSE 'ours_only' END, a.order_number, a.id, NULL, ours, theirs,
			CASE WHEN NOT known THEN 'not_at_bank' WHEN a.state NOT IN ('captured', 'refund_due') THEN 'late_capture' ELSE 'differs' END);
		PERFORM reconcile_count(CASE WHEN theirs > ours THEN 'theirs_only' ELSE 'ours_only' END);
		RETURN CASE WHEN theirs > ours THEN 'theirs_only' ELSE 'ours_only' END;
	END IF;
	PERFORM acting('bank', NULL, 'made in the bank''s console');
	gone := ours - theirs;
	FOR r IN SELECT f.* FROM refunds f WHERE f.attempt_id = a.id AND f.state IN ('manual', 'failed') ORDER BY f.id FOR UPDATE LOOP
		IF r.amount_c <= gone AND refund_done(r.id, bank_answer) THEN
			gone := gone - r.amount_c;
		END IF;
	END LOOP;
	IF gone > 0 THEN
		INSERT INTO refunds (payment_id, attempt_id, booking_id, amount_c, state, reason)
		VALUES (p.id, a.id, p.booking_id, gone, 'approved', 'made in the bank''s console') RETURNING id INTO back;
		PERFORM ledger_post('L3b', p.booking_id, 'console:' || back, ARRAY['receivable:console_refund', 'refund_payable'], ARRAY[gone, -gone]);
		PERFORM refund_done(back, bank_answer);
		PERFORM reconcile_open('ours_only', a.order_number, a.id, back, ours, theirs, 'console_refund');
		PERFORM audit_add('bank', NULL, NULL, 'refund.console', 'payment_' || p.id, ARRAY['status'], NULL, NULL);
	END IF;
	PERFORM reconcile_count('ours_only');
	RETURN 'ours_only';
END $$;
