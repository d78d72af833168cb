-- trip_unseat: places on a departure for which its other bus has no seat. An unpaid booking ends; of a paid one
-- their whole price is owed (L3) and goes back the way it came, and the holder is told. The caller holds
-- trip and bookings, and has taken the claims away.
-- callers: none
CREATE OR REPLACE FUNCTION trip_unseat(operation trip_operations, trip bigint, lost bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	why text := 'no seat in the other bus';
	b bookings;
	q quotes;
	due bigint;
	done text;
BEGIN
	FOR b IN SELECT x.* FROM bookings x JOIN booking_keys k ON k.id = x.id AND k.departure_time = x.departure_time
		WHERE k.id IN (SELECT i.booking_id FROM booking_items i WHERE i.id = ANY (lost)) ORDER BY x.id
	LOOP
		done := 'released';
		IF b.status IN ('held', 'held_cash', 'paying') THEN
			PERFORM booking_release(b.id, b.departure_time, b.status, 'cancelled', 'partner', operation.user_id, why);
		ELSE
			SELECT * INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.state = 'open' FOR UPDATE;
			IF q.id IS NOT NULL THEN
				PERFORM exchange_undo(q, 'partner', operation.user_id, why);
			END IF;
			PERFORM acting('partner', operation.user_id, why);
			SELECT sum(i.fare_c) INTO due FROM booking_items i
			WHERE i.booking_id = b.id AND i.id = ANY (lost) AND i.state IN ('confirmed', 'boarded');
			CONTINUE WHEN due IS NULL;
			UPDATE booking_items i SET state = 'disrupted' WHERE i.booking_id = b.id AND i.id = ANY (lost) AND i.state IN ('confirmed', 'boarded');
			UPDATE tickets t SET revoked_at = now() WHERE t.item_id = ANY (lost) AND t.revoked_at IS NULL;
			PERFORM ledger_post('L3', b.id, 'unseated:' || operation.id || ':' || b.id, ARRAY['customer_deposit', 'refund_payable'],
				ARRAY[due, -due]);
			done := refund_split(b.id, due, why, operation.reason, NULL);
			PERFORM booking_sum(b.id, b.departure_time, 'partner', operation.user_id, why);
			PERFORM booking_pay_status(b.id, b.departure_time);
			IF b.contact_phone IS NOT NULL THEN
				PERFORM job_add('messages', 'notice.unseated', b.id || ':' || trip, jsonb_build_object('bookingId', b.id, 'channel', 'sms', 'scheduleId', trip), 15);
			END IF;
		END IF;
		INSERT INTO trip_operation_bookings AS x (operation_id, schedule_id, booking_id, state, outcome, tries)
		VALUES (operation.id, trip, b.id, 'done', done, 1)
		ON CONFLICT (operation_id, schedule_id, booking_id) DO UPDATE SET outcome = excluded.outcome;
	END LOOP;
END $$;
