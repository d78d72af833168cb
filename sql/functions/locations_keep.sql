-- locations_keep: daily partitions of bus_locations (UTC) from two days ago to three ahead, and what
-- has passed its time of retention is dropped: days in detail, hours row by row. A new day is
-- attached, not created in place, because that lets reports go on meanwhile. Returns the number of
-- partitions made and dropped.
-- callers: worker
CREATE OR REPLACE FUNCTION locations_keep()
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	today date := (now() AT TIME ZONE 'UTC')::date;
	day date;
	name text;
	old record;
	changes integer := 0;
BEGIN
	FOR day IN SELECT generate_series(today - 2, today + 3, interval '1 day')::date LOOP
		name := 'bus_locations_' || to_char(day, 'YYYY_MM_DD');
		CONTINUE WHEN to_regclass('abrid.' || name) IS NOT NULL;
		EXECUTE format('CREATE TABLE abrid.%I (LIKE abrid.bus_locations INCLUDING ALL)', name);
		EXECUTE format('ALTER TABLE abrid.bus_locations ATTACH PARTITION abrid.%I FOR VALUES FROM (%L) TO (%L)',
			name, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
		changes := changes + 1;
	END LOOP;
	FOR old IN
		SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
		WHERE i.inhparent = 'abrid.bus_locations'::regclass
		  AND c.relname < 'bus_locations_' || to_char(today -
			(SELECT keep_days FROM retention WHERE table_name = 'bus_locations'), 'YYYY_MM_DD')
	LOOP
		EXECUTE format('DROP TABLE abrid.%I', old.relname);
		changes := changes + 1;
	END LOOP;
	DELETE FROM bus_location_hours h USING retention r
	WHERE r.table_name = 'bus_location_hours' AND h.hour < now() - r.keep_days * interval '1 day';
	RETURN changes;
END $$;
