-- locations_sum: sums up by bus and hour the positions received since the last time. An hour that
-- grew, because a bus sends what it had kept, is summed up anew. Returns the hours written.
-- callers: worker
CREATE OR REPLACE FUNCTION locations_sum()
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	since timestamptz := (SELECT upto FROM marks WHERE name = 'locations.sums');
	until timestamptz := now() - interval '10 seconds';
	n integer;
BEGIN
	since := coalesce(since, until - interval '1 day');
	WITH grown AS (
		SELECT DISTINCT l.bus_id, date_trunc('hour', l.recorded_at) AS hour
		FROM bus_locations l
		WHERE l.received_at >= since AND l.received_at < until
		  AND l.recorded_at >= since - interval '8 days'
	), legs AS (
		SELECT g.bus_id, g.hour, l.recorded_at AS at, l.location, l.speed_kmh,
		       geo_km(lag(l.location) OVER w, l.location) AS km,
		       extract(epoch FROM l.recorded_at - lag(l.recorded_at) OVER w) AS s
		FROM grown g
		JOIN bus_locations l ON l.bus_id = g.bus_id AND l.recorded_at >= g.hour
		 AND l.recorded_at < g.hour + interval '1 hour' AND l.recorded_at >= since - interval '8 days'
		WINDOW w AS (PARTITION BY g.bus_id, g.hour ORDER BY l.recorded_at)
	)
	INSERT INTO bus_location_hours (bus_id, hour, points, first_at, last_at, start_location, end_location, km,
		max_speed_kmh, moving_s)
	SELECT bus_id, hour, count(*), min(at), max(at), (array_agg(location ORDER BY at))[1],
	       (array_agg(location ORDER BY at DESC))[1], coalesce(sum(km), 0), max(speed_kmh),
	       coalesce(sum(s) FILTER (WHERE km * 3600 > 2 * s), 0)
	FROM legs GROUP BY bus_id, hour
	ON CONFLICT (bus_id, hour) DO UPDATE SET points = excluded.points, first_at = excluded.first_at,
		last_at = excluded.last_at, start_location = excluded.start_location,
		end_location = excluded.end_location, km = excluded.km, max_speed_kmh = excluded.max_speed_kmh,
		moving_s = excluded.moving_s;
	GET DIAGNOSTICS n = ROW_COUNT;
	INSERT INTO marks (name, upto) VALUES ('locations.sums', until)
	ON CONFLICT (name) DO UPDATE SET upto = excluded.upto;
	RETURN n;
END $$;
