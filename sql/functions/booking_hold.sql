-- booking_hold: one hold from start to end, in one call: the trip is still for sale as priced, an
-- earlier hold of the same person without names on this trip makes room, holds without contact stay
-- within their share, then seats, booking, passengers and items.
--   trip_version  what the price was computed for; another one asks the caller to price again
--   seats, labels, fares, commissions and the passenger arrays run in step, one per passenger
-- Errors: SALE_CLOSED, TRIP_CANCELLED, RETRY (version), HOLD_LIMIT, SEAT_TAKEN (detail: labels).
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_hold(new_id uuid, new_ref text, trip bigint, trip_version integer,
	board integer, alight integer, from_place_id bigint, to_place_id bigint, boards timestamptz,
	alights timestamptz, seats integer[], labels text[], fares bigint[], commissions bigint[],
	hold_s integer, cutoff_s integer, person bigint, guest bytea, via text, language text,
	phone text, email text, first_names text[], last_names text[], id_numbers text[], ages integer[],
	rules jsonb)
RETURNS TABLE (booking_id bigint, booking_expires timestamptz, booking_created timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	n integer := cardinality(seats);
	closes timestamptz := boards - cutoff_s * interval '1 second';
	until timestamptz := least(clock_timestamp() + hold_s * interval '1 second', closes);
	range int4range := int4range(board, alight);
	items bigint[];
	people bigint[];
	got integer[];
	old record;
	taken integer;
	soft integer;
BEGIN
	SELECT * INTO t FROM route_schedules s WHERE s.id = trip FOR SHARE;
	IF NOT FOUND OR NOT t.is_active THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'scheduleId');
	ELSIF t.status = 'cancelled' THEN
		PERFORM refuse('TRIP_CANCELLED', '', 'scheduleId');
	ELSIF t.status <> 'on_sale' OR closes <= clock_timestamp() THEN
		PERFORM refuse('SALE_CLOSED', '', 'scheduleId');
	ELSIF t.version <> trip_version THEN
		PERFORM refuse('RETRY', 'the trip changed since it was priced');
	END IF;
	FOR old IN
		SELECT b.id, b.departure_time FROM bookings b
		WHERE b.route_schedule_id = trip AND b.departure_time = t.departure_time AND b.status = 'held' AND b.contact_phone IS NULL
		  AND (b.access_hash = guest OR b.user_id = person)
		ORDER BY b.id FOR UPDATE
	LOOP
		PERFORM booking_release(old.id, old.departure_time, 'held', 'expired',
			CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person, 'chose other seats');
	END LOOP;
	IF phone IS NULL AND via <> 'counter' THEN
		SELECT count(DISTINCT c.seat_no), count(*) FILTER (WHERE c.contactless AND c.state = 'held')
		INTO taken, soft
		FROM booking_seats c
		WHERE c.schedule_id = trip AND c.state IN ('held', 'sold', 'blocked') -- the constraint's index names them
		  AND (c.state <> 'held' OR c.expires_at > clock_timestamp());
		IF soft + n > greatest(6, (t.total_seats - taken) / 4) THEN
			PERFORM refuse('HOLD_LIMIT', format('%s seats are held without contact', soft));
		END IF;
	END IF;
	SELECT array_agg(nextval('booking_items_id_seq')) INTO items FROM generate_series(1, n);
	got := hold_seats(trip, range, seats, items, 'held', until, phone IS NULL);
	IF cardinality(got) < n THEN
		PERFORM refuse('SEAT_TAKEN', (SELECT string_agg(l, ',') FROM unnest(seats, labels) AS w (s, l)
			WHERE NOT s = ANY (got)), 'seats');
	END IF;
	INSERT INTO booking_keys (public_id, booking_ref, departure_time)
	VALUES (new_id, new_ref, t.departure_time) RETURNING id INTO booking_id;
	INSERT INTO bookings (id, departure_time, user_id, route_schedule_id, passenger_count, total_price_c,
		commission_amount_c, status, channel, lang, access_hash, contact_phone, contact_email, expires_at,
		hold_until, extended, policy)
	VALUES (booking_id, t.departure_time, person, trip, n, (SELECT sum(f) FROM unnest(fares) f),
		(SELECT sum(c) FROM unnest(commissions) c), 'held', via, language, guest, phone, email, until,
		until, phone IS NOT NULL AND NOT ('' = ANY (first_names || last_names)) AND (NOT ('' = ANY (id_numbers))
			OR NOT (SELECT p.needs_id_number FROM routes r JOIN partners p ON p.id = r.partner_id WHERE r.id = t.route_id)), rules)
	RETURNING created_at INTO booking_created;
	SELECT array_agg(nextval('booking_passengers_id_seq')) INTO people FROM generate_series(1, n);
	INSERT INTO booking_passengers (id, booking_id, position, first_name, last_name, id_number, age)
	SELECT p.person_id, booking_hold.booking_id, p.position, nullif(p.first, ''), nullif(p.last, ''),
	       nullif(p.number, ''), p.years
	FROM unnest(people, first_names, last_names, id_numbers, ages) WITH ORDINALITY
		AS p (person_id, first, last, number, years, position);
	INSERT INTO booking_items (id, booking_id, passenger_id, schedule_id, legs, from_place, to_place,
		boards_at, alights_at, seat_no, seat_label, fare_c, commission_c, state)
	SELECT i.item, booking_hold.booking_id, i.person_id, trip, range, from_place_id, to_place_id, boards,
	       alights, i.seat, i.label, i.fare, i.commission, 'held'
	FROM unnest(items, people, seats, labels, fares, commissions)
		AS i (item, person_id, seat, label, fare, commission);
	INSERT INTO booking_history (booking_id, became, actor, user_id)
	VALUES (booking_id, 'held', CASE WHEN via = 'counter' THEN 'cashier' WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person);
	booking_expires := until;
	RETURN NEXT;
END $$;
