-- points_store: puts positions into history, each identity once, and does not wait for the disk: a
-- crash of the server may take back the last moments (wal_writer_delay), a killed program nothing.
-- Returns the rows that were new. Says of the devices at most once a minute that they were seen.
-- callers: tracking fleet
CREATE OR REPLACE FUNCTION points_store(bus_ids bigint[], device_ids bigint[], times_ms bigint[],
	lats double precision[], lons double precision[], speeds real[], headings smallint[],
	accuracies real[], altitudes real[], ignitions boolean[], doors boolean[],
	passengers_on smallint[], fuels smallint[], seqs bigint[])
RETURNS TABLE (bus_id bigint, device_id bigint, recorded_at timestamptz, received_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('synchronous_commit', 'off', true);
	UPDATE devices d SET last_seen_at = now() FROM (
		SELECT id FROM devices
		WHERE id = ANY (device_ids) AND (last_seen_at IS NULL OR last_seen_at < now() - interval '1 minute')
		FOR UPDATE SKIP LOCKED
	) AS due WHERE d.id = due.id;
	RETURN QUERY
	INSERT INTO bus_locations AS l (bus_id, device_id, recorded_at, received_at, location, speed_kmh, heading,
		accuracy_m, altitude_m, ignition, door_open, passengers, fuel, seq)
	SELECT p.bus, p.device, to_timestamp(p.ms / 1000) + p.ms % 1000 * interval '1 ms', now(),
	       point(p.lat, p.lon), p.speed, p.heading, p.accuracy, p.altitude, p.ignition, p.door, p.passengers,
	       p.fuel, p.seq
	FROM unnest(bus_ids, device_ids, times_ms, lats, lons, speeds, headings, accuracies, altitudes, ignitions,
		doors, passengers_on, fuels, seqs)
		AS p (bus, device, ms, lat, lon, speed, heading, accuracy, altitude, ignition, door, passengers,
		      fuel, seq)
	ON CONFLICT (bus_id, recorded_at, device_id) DO NOTHING
	RETURNING l.bus_id, l.device_id, l.recorded_at, l.received_at;
END $$;
