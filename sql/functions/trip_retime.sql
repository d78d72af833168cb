-- trip_retime: an organisation moves one of its departures to another time of its service day, before it has
-- left. Every stop moves along. Holders of places are told once; those moved by more than half an hour
-- from what they bought may cancel free (item_free). Moving it back is another change. The same time
-- again changes nothing and tells nobody.
-- Errors: NOT_FOUND, WRONG_STATE, INVALID_INPUT (field time).
-- callers: partner
CREATE OR REPLACE FUNCTION trip_retime(organisation bigint, trip bigint, departs timestamptz, why text, person bigint, request text)
RETURNS TABLE (schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, was_departs_at timestamptz, was_arrives_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules := trip_lock(organisation, trip, ARRAY['draft', 'on_sale', 'closed', 'boarding']);
	o trip_operations;
	delta interval := departs - t.departure_time;
	seconds integer := extract(epoch FROM (departs AT TIME ZONE 'Africa/Algiers') - t.service_date);
	concerned bigint[];
	notices text[];
	late bigint;
BEGIN
	schedule_id := t.id;
	was_departs_at := t.departure_time;
	was_arrives_at := t.arrival_time;
	departs_at := departs;
	arrives_at := t.arrival_time + delta;
	IF delta = interval '0' THEN
		RETURN NEXT;
		RETURN;
	ELSIF departs <= clock_timestamp() OR seconds NOT BETWEEN 0 AND 172800 OR EXISTS (SELECT 1 FROM route_schedules s
		WHERE s.pattern_id = t.pattern_id AND s.service_date = t.service_date AND s.departs_s = seconds AND s.bus_id = t.bus_id) THEN
		PERFORM refuse('INVALID_INPUT', 'not a time it can leave at', 'time');
	END IF;
	o := operation_begin(organisation, 'time', t, why, person, request);
	UPDATE route_schedules s SET departs_s = seconds, departure_time = departs, arrival_time = s.arrival_time + delta, version = s.version + 1
	WHERE s.id = trip;
	UPDATE booking_items i SET boards_at = i.boards_at + delta, alights_at = i.alights_at + delta,
		sold_boards_at = nullif(coalesce(i.sold_boards_at, i.boards_at), i.boards_at + delta)
	WHERE i.schedule_id = trip AND i.state IN ('held', 'paying', 'confirmed', 'boarded', 'exchanging', 'review');
	-- A ticket is good from six hours before to twelve after: one that is far off by now is signed anew.
	FOR late IN UPDATE tickets k SET revoked_at = now() FROM booking_items i
		WHERE i.schedule_id = trip AND k.item_id = i.id AND k.revoked_at IS NULL
		  AND greatest(abs(extract(epoch FROM delta)), abs(extract(epoch FROM i.boards_at - i.sold_boards_at))) > 10800
		RETURNING i.booking_id
	LOOP
		PERFORM job_add('documents', 'ticket.issue', late::text, jsonb_build_object('bookingId', late), 10);
	END LOOP;
	SELECT array_agg(x.booking_id ORDER BY x.booking_id), array_agg(CASE WHEN x.free THEN 'retimed_free' ELSE 'retimed' END ORDER BY x.booking_id)
	INTO concerned, notices
	FROM (SELECT i.booking_id, bool_or(item_free(i.sold_boards_at, i.boards_at, i.sold_from_place, i.from_place)) AS free FROM booking_items i
		WHERE i.schedule_id = trip AND i.shown AND i.state IN ('held', 'paying', 'confirmed', 'boarded', 'exchanging', 'review') GROUP BY 1) x;
	PERFORM trip_told(o, trip, concerned, notices, 'time changed');
	PERFORM operation_tally(o.id, NULL);
	RETURN NEXT;
END $$;
