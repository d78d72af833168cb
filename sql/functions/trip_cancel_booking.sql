-- trip_cancel_booking: what a cancelled departure means for one booking, in a transaction of its own:
-- unpaid, it ends and its seats go; paid, its places on this trip are disrupted, their whole price is
-- owed to the buyer (L3) and goes back the way it came: to the card by a job, in cash at a counter by
-- hand. Places on other trips stay. The holder is told. Returns what was done; the second time nothing.
-- The operation it is part of says so in the same transaction.
-- callers: worker
CREATE OR REPLACE FUNCTION trip_cancel_booking(trip bigint, booking bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	b bookings;
	q quotes;
	due bigint;
	done text := 'nothing';
BEGIN
	SELECT * INTO t FROM route_schedules WHERE id = trip FOR SHARE;
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.id = booking FOR UPDATE OF x;
	IF t.status IS DISTINCT FROM 'cancelled' OR b.id IS NULL THEN
		RETURN done;
	END IF;
	IF b.status IN ('held', 'held_cash', 'paying') THEN
		PERFORM booking_release(b.id, b.departure_time, b.status, 'cancelled', 'worker', NULL, 'trip cancelled: ' || t.cancel_reason);
		done := 'released';
	ELSE
		SELECT * INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.state = 'open' FOR UPDATE;
		IF q.id IS NOT NULL THEN
			PERFORM exchange_undo(q, 'worker', NULL, 'trip cancelled');
		END IF;
		SELECT sum(i.fare_c) INTO due FROM booking_items i
		WHERE i.booking_id = b.id AND i.schedule_id = trip AND i.state IN ('confirmed', 'boarded');
		IF due IS NOT NULL THEN
			PERFORM booking_disrupt(b.id, b.departure_time, trip, 'trip cancelled: ' || t.cancel_reason);
			PERFORM ledger_post('L3', b.id, 'disrupted:' || trip || ':' || b.id, ARRAY['customer_deposit', 'refund_payable'],
				ARRAY[due, -due]);
			done := refund_split(b.id, due, 'trip cancelled', t.cancel_reason, NULL);
			PERFORM booking_pay_status(b.id, b.departure_time);
		END IF;
	END IF;
	UPDATE trip_operation_bookings x SET state = 'done', outcome = done, error = NULL, tries = x.tries + 1, at = clock_timestamp()
	WHERE x.schedule_id = trip AND x.booking_id = b.id AND x.state <> 'done';
	IF b.contact_phone IS NOT NULL AND (done = 'released' OR due IS NOT NULL) THEN
		PERFORM job_add('messages', CASE WHEN done IN ('card', 'mixed') THEN 'notice.cancelled' WHEN done = 'cash' THEN 'notice.cancelled_cash'
			ELSE 'notice.cancelled_unpaid' END, b.id || ':' || trip, jsonb_build_object('bookingId', b.id, 'channel', 'sms', 'scheduleId', trip), 20);
	END IF;
	RETURN done;
END $$;
