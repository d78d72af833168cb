-- attempt_again: the bank never answered a registration: that order number is burnt (unknown, asked
-- about no more, since the customer never saw its page) and a new one takes its place. Returns NULL
-- when the payment no longer waits.
-- callers: worker
CREATE OR REPLACE FUNCTION attempt_again(attempt bigint, new_order text, new_udf1 text, new_return bytea, poll_s integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record := attempt_lock(attempt);
	fresh bigint;
BEGIN
	IF (l.a).state <> 'initiated' THEN
		RETURN NULL;
	END IF;
	UPDATE payment_attempts SET state = 'unknown', next_poll_at = NULL, reason = 'no answer to the registration',
		ended_at = now() WHERE id = attempt;
	IF NOT ((l.b).status = 'paying' AND (l.b).expires_at > clock_timestamp() OR EXISTS (SELECT 1 FROM quotes q
		WHERE q.id = (l.p).quote_id AND q.state = 'open' AND q.valid_until > clock_timestamp()))
	   OR (SELECT count(*) FROM payment_attempts x WHERE x.payment_id = (l.p).id) >= 5 THEN
		IF (l.b).status = 'paying' THEN
			PERFORM booking_move((l.b).id, (l.b).departure_time, 'paying', 'held', 'worker', NULL, 'the bank cannot be reached');
			UPDATE bookings SET expires_at = greatest((l.b).hold_until, clock_timestamp() + interval '2 minutes')
			WHERE id = (l.b).id AND departure_time = (l.b).departure_time;
		END IF;
		RETURN NULL;
	END IF;
	INSERT INTO payment_attempts (payment_id, order_number, udf1, return_hash, lang, amount_c, state, next_poll_at)
	VALUES ((l.p).id, new_order, new_udf1, new_return, (l.a).lang, (l.a).amount_c, 'initiated',
		clock_timestamp() + poll_s * interval '1 second')
	RETURNING id INTO fresh;
	RETURN fresh;
END $$;
