-- operation_tally: counts again how far the operations are that a departure, or the whole of one, belongs
-- to. The row is locked before its bookings are counted: the last to count has seen all that was done.
-- callers: worker
CREATE OR REPLACE FUNCTION operation_tally(operation bigint, trip bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o bigint;
	n record;
	left_over boolean;
BEGIN
	FOR o IN SELECT x.id FROM trip_operations x
		WHERE (x.id = operation OR x.id IN (SELECT y.operation_id FROM trip_operation_trips y WHERE y.schedule_id = trip)) AND x.state <> 'done'
		ORDER BY x.id FOR UPDATE
	LOOP
		SELECT count(*) AS total, count(*) FILTER (WHERE b.state = 'done') AS done, count(*) FILTER (WHERE b.state = 'failed') AS failed
		INTO n FROM trip_operation_bookings b WHERE b.operation_id = o;
		left_over := EXISTS (SELECT 1 FROM trip_operation_trips y WHERE y.operation_id = o AND y.state = 'waiting');
		UPDATE trip_operations x SET total = n.total, done = n.done, failed = n.failed,
			state = CASE WHEN n.failed > 0 THEN 'failing' WHEN left_over OR n.done < n.total THEN 'running' ELSE 'done' END,
			ended_at = CASE WHEN NOT left_over AND n.done = n.total THEN clock_timestamp() END
		WHERE x.id = o;
	END LOOP;
END $$;
