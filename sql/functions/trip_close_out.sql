-- trip_close_out: a trip arrived a day ago: who was on it has travelled, who was not where tickets were scanned
-- has not come; the company has earned its fares (L2, item by item), its claims are no longer needed. One
-- trip a call: the oldest that waits; NULL when none does.
-- callers: worker
CREATE OR REPLACE FUNCTION trip_close_out()
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t record;
	b record;
	i record;
	q quotes;
	scanned boolean;
BEGIN
	SELECT s.id, r.partner_id INTO t FROM route_schedules s JOIN routes r ON r.id = s.route_id
	WHERE s.status = 'arrived' AND s.arrival_time < clock_timestamp() - interval '1 day'
	ORDER BY s.arrival_time LIMIT 1 FOR UPDATE OF s SKIP LOCKED;
	IF t.id IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM acting('worker', NULL, 'closed out');
	scanned := EXISTS (SELECT 1 FROM booking_items x WHERE x.schedule_id = t.id AND x.state IN ('boarded', 'completed'));
	FOR b IN SELECT k.id, k.departure_time FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
		WHERE k.id IN (SELECT booking_id FROM booking_items y WHERE y.schedule_id = t.id AND y.state IN ('confirmed', 'boarded', 'exchanging'))
		ORDER BY k.id FOR UPDATE OF x
	LOOP
		SELECT * INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.state = 'open' FOR UPDATE;
		IF q.id IS NOT NULL THEN
			PERFORM exchange_undo(q, 'worker', NULL, 'it has left');
		END IF;
		FOR i IN UPDATE booking_items x SET state = CASE WHEN x.state = 'confirmed' AND scanned THEN 'no_show' ELSE 'completed' END
			WHERE x.booking_id = b.id AND x.schedule_id = t.id AND x.state IN ('confirmed', 'boarded')
			RETURNING x.id, x.fare_c, x.commission_c
		LOOP
			PERFORM ledger_post('L2', b.id, 'travelled:' || i.id, ARRAY['customer_deposit', 'partner_payable:' || t.partner_id,
				'revenue:commission'], ARRAY[i.fare_c, -(i.fare_c - i.commission_c), -i.commission_c], i.id);
		END LOOP;
		PERFORM booking_sum(b.id, b.departure_time, 'worker', NULL, 'travelled');
	END LOOP;
	DELETE FROM booking_seats s WHERE s.schedule_id = t.id;
	UPDATE route_schedules SET status = 'closed_out' WHERE id = t.id;
	RETURN t.id;
END $$;
