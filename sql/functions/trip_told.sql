-- trip_told: a departure changed for some bookings: each has a new version, a line of history, a push to who
-- watches it, and its holder is told once per operation, by SMS and by mail. Unpaid holds see it before
-- they pay. The caller holds the bookings.
-- callers: none
CREATE OR REPLACE FUNCTION trip_told(operation trip_operations, trip bigint, concerned bigint[], notices text[], why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b record;
	about jsonb;
BEGIN
	FOR b IN SELECT x.id, x.departure_time, x.status, x.version, x.contact_phone, x.contact_email, c.notice
		FROM unnest(concerned, notices) AS c (booking, notice)
		JOIN booking_keys k ON k.id = c.booking JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time ORDER BY x.id
	LOOP
		UPDATE bookings x SET version = x.version + 1, updated_at = now() WHERE x.id = b.id AND x.departure_time = b.departure_time;
		INSERT INTO booking_history (booking_id, was, became, actor, user_id, reason)
		VALUES (b.id, b.status, b.status, 'partner', operation.user_id, why);
		PERFORM job_add('pushes', 'push.booking', b.id || ':' || b.version + 1, jsonb_build_object('bookingId', b.id), 50, '0', 3);
		IF b.status IN ('confirmed', 'partially_cancelled', 'held_cash', 'paying', 'review') AND b.notice IS NOT NULL THEN
			about := jsonb_build_object('bookingId', b.id, 'operationId', operation.id);
			IF b.contact_phone IS NOT NULL THEN
				PERFORM job_add('messages', 'notice.' || b.notice, b.id || ':sms:' || operation.id, about || '{"channel": "sms"}', 15);
			END IF;
			IF b.contact_email IS NOT NULL THEN
				PERFORM job_add('messages', 'notice.' || b.notice, b.id || ':email:' || operation.id, about || '{"channel": "email"}', 15);
			END IF;
		END IF;
		INSERT INTO trip_operation_bookings (operation_id, schedule_id, booking_id, state, outcome, tries)
		VALUES (operation.id, trip, b.id, 'done', coalesce(b.notice, 'unchanged'), 1);
	END LOOP;
END $$;
