-- trip_rebus: another bus for a departure, by a plan that says for every claim which seat it gets (items, seats,
-- labels in step) or that there is none (lost): all of it or nothing, under the constraint on claims. A plan
-- made before somebody came or went is refused. Who keeps his label is not told; who has another seat
-- is, with a ticket signed anew; who has none gets everything back.
-- Errors: NOT_FOUND, WRONG_STATE, INVALID_INPUT (field busId), RETRY.
-- callers: partner
CREATE OR REPLACE FUNCTION trip_rebus(organisation bigint, trip bigint, trip_version integer, bus bigint, items bigint[], seats bigint[],
	labels text[], lost bigint[], why text, person bigint, request text)
RETURNS TABLE (schedule_id bigint, departs_at timestamptz, arrives_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules := trip_lock(organisation, trip, ARRAY['draft', 'on_sale', 'closed', 'boarding']);
	u buses;
	o trip_operations;
	claims jsonb;
	g record;
	moved bigint[];
	anew bigint;
BEGIN
	SELECT x.* INTO u FROM buses x WHERE x.id = bus AND x.partner_id = organisation;
	IF u.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such bus', 'busId');
	ELSIF u.id = t.bus_id OR u.status <> 'active' OR EXISTS (SELECT 1 FROM route_schedules s WHERE s.bus_id = bus AND s.id <> trip
		AND s.status NOT IN ('cancelled', 'arrived', 'closed_out') AND s.departure_time < t.arrival_time AND s.arrival_time > t.departure_time) THEN
		PERFORM refuse('INVALID_INPUT', 'that bus is not free', 'busId');
	END IF;
	DELETE FROM booking_seats c WHERE c.schedule_id = trip AND c.state = 'held' AND c.expires_at <= clock_timestamp();
	IF t.version <> trip_version OR (SELECT array_agg(c.item_id ORDER BY c.item_id) FROM booking_seats c WHERE c.schedule_id = trip AND c.item_id IS NOT NULL)
		IS DISTINCT FROM (SELECT array_agg(x ORDER BY x) FROM unnest(items || lost) x) THEN
		PERFORM refuse('RETRY', 'the trip changed since its plan was made');
	END IF;
	o := operation_begin(organisation, 'bus', t, why, person, request);
	UPDATE route_schedules s SET bus_id = u.id, seat_map_id = u.seat_map_id, total_seats = (SELECT m.seats FROM seat_maps m WHERE m.id = u.seat_map_id),
		version = s.version + 1 WHERE s.id = trip;
	SELECT jsonb_agg(x) INTO claims FROM (SELECT c.legs::text AS range, c.state, c.expires_at AS until, c.contactless AS soft,
		array_agg(w.seat ORDER BY w.seat) AS seats, array_agg(w.item ORDER BY w.seat) AS items
		FROM booking_seats c JOIN unnest(items, seats) AS w (item, seat) ON w.item = c.item_id WHERE c.schedule_id = trip GROUP BY 1, 2, 3, 4) x;
	DELETE FROM booking_seats c WHERE c.schedule_id = trip; -- with seats blocked in the other bus
	FOR g IN SELECT r.* FROM jsonb_to_recordset(claims) AS r (range text, state text, until timestamptz, soft boolean, seats integer[], items bigint[]) LOOP
		IF cardinality(hold_seats(trip, g.range::int4range, g.seats, g.items, g.state, g.until, g.soft)) < cardinality(g.seats) THEN
			RAISE EXCEPTION 'trip %: the plan gives a seat twice', trip USING ERRCODE = 'exclusion_violation';
		END IF;
	END LOOP;
	FOR anew IN UPDATE tickets k SET revoked_at = now() FROM unnest(items, seats, labels) AS w (item, seat, label) JOIN booking_items i ON i.id = w.item
		WHERE k.item_id = w.item AND k.revoked_at IS NULL AND (i.seat_no <> w.seat OR i.seat_label <> w.label) RETURNING i.booking_id
	LOOP
		PERFORM job_add('documents', 'ticket.issue', anew::text, jsonb_build_object('bookingId', anew), 10);
	END LOOP;
	SELECT coalesce(array_agg(DISTINCT i.booking_id), '{}') INTO moved FROM unnest(items, labels) AS w (item, label) JOIN booking_items i ON i.id = w.item
	WHERE i.seat_label <> w.label;
	UPDATE booking_items i SET seat_no = w.seat, seat_label = w.label FROM unnest(items, seats, labels) AS w (item, seat, label) WHERE i.id = w.item;
	PERFORM trip_told(o, trip, moved, array_fill('reseated'::text, ARRAY[cardinality(moved)]), 'other seat');
	PERFORM trip_unseat(o, trip, lost);
	PERFORM operation_tally(o.id, NULL);
	schedule_id := trip;
	departs_at := t.departure_time;
	arrives_at := t.arrival_time;
	RETURN NEXT;
END $$;
