-- exchange_start: the owner of a paid booking wants other seats, or another departure, for everybody still on
-- it: the new seats are held before the old ones are touched, and a quote says what is to be paid or goes
-- back; who was moved by the company pays no fee. A further one takes the place of the one before. Parameters as of booking_hold.
-- Errors: those of booking_hold, WRONG_STATE, INVALID_INPUT (as many seats as passengers).
-- callers: bookings
CREATE OR REPLACE FUNCTION exchange_start(key uuid, person bigint, guest bytea, trip bigint, trip_version integer, board integer,
	alight integer, from_place_id bigint, to_place_id bigint, boards timestamptz, alights timestamptz, seats integer[],
	labels text[], fares bigint[], commissions bigint[], hold_s integer, cutoff_s integer)
RETURNS quotes LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	b bookings;
	q quotes;
	olds bigint[];
	news bigint[];
	got integer[];
	fee bigint;
	net bigint;
	actor text := CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END;
	until timestamptz := least(clock_timestamp() + hold_s * interval '1 second', boards - cutoff_s * interval '1 second');
BEGIN
	SELECT * INTO t FROM route_schedules s WHERE s.id = trip FOR SHARE;
	b := booking_own(key, person, guest);
	IF t.id IS NULL OR NOT t.is_active THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'scheduleId');
	ELSIF t.status = 'cancelled' THEN
		PERFORM refuse('TRIP_CANCELLED', '', 'scheduleId');
	ELSIF t.status <> 'on_sale' OR until <= clock_timestamp() THEN
		PERFORM refuse('SALE_CLOSED', '', 'scheduleId');
	ELSIF t.version <> trip_version THEN
		PERFORM refuse('RETRY', 'the trip changed since it was priced');
	ELSIF b.status NOT IN ('confirmed', 'partially_cancelled') OR EXISTS (SELECT 1 FROM payments p
		WHERE p.booking_id = b.id AND p.status = 'pending') THEN
		PERFORM refuse('WRONG_STATE', b.status);
	END IF;
	SELECT * INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.state = 'open' FOR UPDATE;
	IF q.id IS NOT NULL THEN
		PERFORM exchange_undo(q, actor, person, 'chose otherwise');
	END IF;
	SELECT array_agg(i.id ORDER BY p.position), sum(-i.fare_c), sum(CASE WHEN item_free(i.sold_boards_at, i.boards_at, i.sold_from_place, i.from_place) THEN 0 ELSE x.exchange_fee_c END) INTO olds, net, fee
	FROM booking_items i JOIN booking_passengers p ON p.id = i.passenger_id JOIN route_schedules s ON s.id = i.schedule_id
	JOIN routes r ON r.id = s.route_id JOIN partners x ON x.id = r.partner_id
	WHERE i.booking_id = b.id AND i.shown AND i.state = 'confirmed';
	IF cardinality(olds) IS DISTINCT FROM cardinality(seats) THEN
		PERFORM refuse('INVALID_INPUT', format('%s seats for %s passengers', cardinality(seats), cardinality(olds)), 'seats');
	ELSIF EXISTS (SELECT 1 FROM booking_items i WHERE i.id = ANY (olds) AND i.boards_at <= clock_timestamp() + cutoff_s * interval '1 second') THEN
		PERFORM refuse('SALE_CLOSED', 'it leaves too soon', 'id');
	END IF;
	SELECT array_agg(nextval('booking_items_id_seq')) INTO news FROM generate_series(1, cardinality(olds));
	got := hold_seats(trip, int4range(board, alight), seats, news, 'held', until, false);
	IF cardinality(got) < cardinality(seats) THEN
		PERFORM refuse('SEAT_TAKEN', (SELECT string_agg(l, ',') FROM unnest(seats, labels) AS w (s, l)
			WHERE NOT s = ANY (got)), 'seats');
	END IF;
	net := net + fee + (SELECT sum(f) FROM unnest(fares) f);
	fee := fee + greatest(-net, 0) % 100; -- goes back in whole dinars
	INSERT INTO quotes (booking_id, kind, booking_version, pay_c, refund_c, fee_c, user_id, valid_until)
	VALUES (b.id, 'exchange', b.version, greatest(net, 0), greatest(-net, 0) / 100 * 100, fee, person, until) RETURNING * INTO q;
	PERFORM acting(actor, person, 'exchange');
	INSERT INTO booking_items (id, booking_id, passenger_id, schedule_id, legs, from_place, to_place, boards_at, alights_at,
		seat_no, seat_label, fare_c, commission_c, state, replaces)
	SELECT x.new, b.id, i.passenger_id, trip, int4range(board, alight), from_place_id, to_place_id, boards, alights,
		x.seat, x.label, x.fare, x.commission, 'held', x.old
	FROM unnest(olds, news, seats, labels, fares, commissions) AS x (old, new, seat, label, fare, commission)
	JOIN booking_items i ON i.id = x.old;
	INSERT INTO quote_lines (quote_id, item_id, new_item_id, paid_c, fee_c, refund_c, new_fare_c)
	SELECT q.id, i.id, x.new, i.fare_c, q.fee_c / cardinality(olds) + CASE WHEN x.n <= q.fee_c % cardinality(olds) THEN 1 ELSE 0 END,
		0, x.fare
	FROM unnest(olds, news, fares) WITH ORDINALITY AS x (old, new, fare, n) JOIN booking_items i ON i.id = x.old;
	UPDATE booking_items SET state = 'exchanging' WHERE id = ANY (olds);
	RETURN q;
END $$;
