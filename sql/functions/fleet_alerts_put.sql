-- fleet_alerts_put: alerts that began, or that ended: one row each by bus, kind and beginning, so a
-- replay adds none. Instants are microseconds since 1970, 0 for none.
-- callers: fleet
CREATE OR REPLACE FUNCTION fleet_alerts_put(bus_ids bigint[], schedule_ids bigint[], kinds text[],
	began_us bigint[], ended_us bigint[], lats double precision[], lons double precision[],
	amounts double precision[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO fleet_alerts AS a (bus_id, schedule_id, kind, began_at, ended_at, location, details)
	SELECT s.bus, nullif(max(s.schedule), 0), s.kind, 'epoch'::timestamptz + s.began * interval '1 microsecond',
	       'epoch'::timestamptz + nullif(max(s.ended), 0) * interval '1 microsecond',
	       (array_agg(point(s.lat, s.lon) ORDER BY s.ended))[1],
	       CASE s.kind WHEN 'deviation' THEN jsonb_build_object('metres', max(s.amount))
	       WHEN 'delay' THEN jsonb_build_object('minutes', max(s.amount)) ELSE '{}' END
	FROM unnest(bus_ids, schedule_ids, kinds, began_us, ended_us, lats, lons, amounts)
		AS s (bus, schedule, kind, began, ended, lat, lon, amount)
	GROUP BY s.bus, s.kind, s.began
	ORDER BY s.bus, s.kind, s.began
	ON CONFLICT (bus_id, kind, began_at) DO UPDATE SET ended_at = coalesce(a.ended_at, excluded.ended_at);
$$;
