-- trips_arrived: departures whose time of arrival is an hour past and nobody reported: taken as arrived.
-- callers: worker
CREATE OR REPLACE FUNCTION trips_arrived(n integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	done bigint;
BEGIN
	PERFORM acting('worker', NULL, 'time of arrival');
	WITH late AS (
		SELECT s.id FROM route_schedules s
		WHERE s.status IN ('on_sale', 'closed', 'boarding', 'en_route', 'interrupted') AND s.arrival_time < clock_timestamp() - interval '1 hour'
		ORDER BY s.arrival_time LIMIT n FOR UPDATE SKIP LOCKED
	), moved AS (
		UPDATE route_schedules s SET status = 'arrived' FROM late WHERE s.id = late.id RETURNING 1
	)
	SELECT count(*) INTO done FROM moved;
	RETURN done;
END $$;
