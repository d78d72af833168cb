-- payment_start: a complete, live hold goes to the bank. Writes the attempt before anyone calls the
-- bank, moves the hold beyond the bank's session, and answers with the open attempt when there is
-- one, so that two clicks never make two orders. The difference of an open exchange is paid likewise;
-- its booking stays as it is meanwhile.
-- Errors: NOT_FOUND, WRONG_STATE, HOLD_EXPIRED, BOOKING_INCOMPLETE.
-- callers: payments
CREATE OR REPLACE FUNCTION payment_start(key uuid, person bigint, guest bytea, new_payment uuid,
	new_order text, new_udf1 text, new_return bytea, language text, session_s integer, margin_s integer, poll_s integer)
RETURNS TABLE (booking_id bigint, payment_key uuid, attempt_id bigint, order_number text, udf1 text,
	amount_c bigint, form_url text, attempt_state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	p payments;
	a payment_attempts;
	q quotes;
	until timestamptz := clock_timestamp() + (session_s + margin_s) * interval '1 second';
BEGIN
	SELECT x.* INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.state = 'open' AND x.pay_c > 0 FOR UPDATE;
	IF q.id IS NOT NULL THEN
		IF q.valid_until <= clock_timestamp() OR q.booking_version <> b.version THEN
			PERFORM refuse('QUOTE_EXPIRED');
		END IF;
	ELSIF b.status NOT IN ('held', 'paying') THEN
		PERFORM refuse(CASE WHEN b.status = 'expired' THEN 'HOLD_EXPIRED' ELSE 'WRONG_STATE' END, b.status);
	ELSIF b.expires_at <= clock_timestamp() OR booking_held_seats(b.id) < b.passenger_count THEN
		PERFORM refuse('HOLD_EXPIRED');
	ELSIF EXISTS (SELECT 1 FROM route_schedules s WHERE s.id = b.route_schedule_id AND s.status = 'cancelled') THEN
		PERFORM refuse('TRIP_CANCELLED');
	ELSIF b.contact_phone IS NULL OR NOT booking_named(b.id) THEN
		PERFORM refuse('BOOKING_INCOMPLETE');
	END IF;
	SELECT x.* INTO p FROM payments x WHERE x.booking_id = b.id AND x.status = 'pending' FOR UPDATE;
	IF p.id IS NULL THEN
		INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status, quote_id)
		SELECT new_payment, b.id, acc.id, coalesce(q.pay_c, b.total_price_c), 'card', 'pending', q.id FROM payment_accounts acc
		WHERE acc.gateway = 'satim' AND acc.is_active AND acc.partner_id IS NULL LIMIT 1
		RETURNING * INTO p;
		IF p.id IS NULL THEN
			PERFORM refuse('SERVICE_UNAVAILABLE', 'no active card account');
		END IF;
	END IF;
	SELECT x.* INTO a FROM payment_attempts x WHERE x.payment_id = p.id
		AND x.state IN ('initiated', 'registered') ORDER BY x.id DESC LIMIT 1 FOR UPDATE;
	IF a.state = 'initiated' AND a.created_at < clock_timestamp() - interval '15 seconds' THEN
		UPDATE payment_attempts x SET state = 'unknown', next_poll_at = NULL,
			reason = 'no answer to the registration', ended_at = now() WHERE x.id = a.id;
		a := NULL;
	END IF;
	IF a.id IS NULL THEN
		IF (SELECT count(*) FROM payment_attempts x JOIN payments y ON y.id = x.payment_id WHERE y.booking_id = b.id) >= 5 THEN
			PERFORM refuse('HOLD_LIMIT', 'five attempts were made');
		END IF;
		INSERT INTO payment_attempts (payment_id, order_number, udf1, return_hash, lang, amount_c, state, next_poll_at)
		VALUES (p.id, new_order, new_udf1, new_return, language, p.amount_c, 'initiated',
			clock_timestamp() + poll_s * interval '1 second') RETURNING * INTO a;
	END IF;
	IF b.status = 'held' THEN
		PERFORM booking_move(b.id, b.departure_time, 'held', 'paying', CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person, a.order_number);
	END IF;
	IF q.id IS NOT NULL THEN
		UPDATE quotes x SET valid_until = greatest(x.valid_until, until) WHERE x.id = q.id;
		UPDATE booking_seats s SET expires_at = greatest(s.expires_at, until)
		FROM quote_lines l WHERE l.quote_id = q.id AND s.item_id = l.new_item_id AND s.state = 'held';
		RETURN QUERY SELECT b.id, p.public_id, a.id, a.order_number, a.udf1, a.amount_c, a.form_url, a.state;
		RETURN;
	END IF;
	UPDATE bookings x SET payment_status = 'pending', payment_method = 'card', lang = a.lang,
		expires_at = greatest(x.expires_at, until)
	WHERE x.id = b.id AND x.departure_time = b.departure_time;
	UPDATE booking_seats s SET expires_at = greatest(s.expires_at, until)
	FROM booking_items i WHERE i.booking_id = b.id AND s.item_id = i.id AND s.state = 'held';
	RETURN QUERY SELECT b.id, p.public_id, a.id, a.order_number, a.udf1, a.amount_c, a.form_url, a.state;
END $$;
