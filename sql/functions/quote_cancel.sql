-- quote_cancel: what cancelling some passengers of a paid booking, named by their seats, gives back, by the rules of its purchase,
-- written down for some minutes. An override gives everything back and says why; who was moved by the
-- company pays no fee either. The caller holds the booking.
-- Errors: WRONG_STATE, INVALID_INPUT (field seats), SALE_CLOSED (it has left).
-- callers: none
CREATE OR REPLACE FUNCTION quote_cancel(booking bookings, wanted text[], person bigint, override text, valid_s integer)
RETURNS quotes LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	q quotes;
	at timestamptz := clock_timestamp();
	n integer;
BEGIN
	IF booking.status NOT IN ('confirmed', 'partially_cancelled') THEN
		PERFORM refuse('WRONG_STATE', booking.status);
	ELSIF EXISTS (SELECT 1 FROM booking_items i WHERE i.booking_id = booking.id AND i.state = 'exchanging') THEN
		PERFORM refuse('WRONG_STATE', 'an exchange is open');
	END IF;
	IF wanted IS NULL THEN
		SELECT array_agg(i.seat_label) INTO wanted FROM booking_items i
		WHERE i.booking_id = booking.id AND i.state = 'confirmed' AND i.shown;
	END IF;
	SELECT count(DISTINCT i.seat_label) INTO n FROM booking_items i
	WHERE i.booking_id = booking.id AND i.state = 'confirmed' AND i.shown AND i.seat_label = ANY (wanted);
	IF n = 0 OR n < (SELECT count(DISTINCT x) FROM unnest(wanted) x) THEN
		PERFORM refuse('INVALID_INPUT', 'no such seat', 'seats');
	ELSIF EXISTS (SELECT 1 FROM booking_items i
		WHERE i.booking_id = booking.id AND i.shown AND i.seat_label = ANY (wanted) AND i.boards_at <= at) THEN
		PERFORM refuse('SALE_CLOSED', 'it has left', 'seats');
	END IF;
	INSERT INTO quotes (booking_id, kind, booking_version, pay_c, refund_c, fee_c, override_reason, user_id, valid_until)
	VALUES (booking.id, 'cancel', booking.version, 0, 0, 0, override, person, at + valid_s * interval '1 second') RETURNING * INTO q;
	INSERT INTO quote_lines (quote_id, item_id, paid_c, fee_c, refund_c)
	SELECT q.id, x.id, x.fare_c, x.fee, x.fare_c - x.fee FROM (
		SELECT i.id, i.fare_c, CASE WHEN override IS NOT NULL OR item_free(i.sold_boards_at, i.boards_at, i.sold_from_place, i.from_place)
			THEN i.fare_c % 100 ELSE cancel_fee(booking.policy, i.fare_c, i.boards_at, at) END AS fee
		FROM booking_items i
		WHERE i.booking_id = booking.id AND i.state = 'confirmed' AND i.shown AND i.seat_label = ANY (wanted)) x;
	UPDATE quotes SET fee_c = s.fee, refund_c = s.refund
	FROM (SELECT sum(l.fee_c) AS fee, sum(l.refund_c) AS refund FROM quote_lines l WHERE l.quote_id = q.id) s
	WHERE id = q.id RETURNING quotes.* INTO q;
	RETURN q;
END $$;
