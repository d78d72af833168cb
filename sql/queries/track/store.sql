-- track/store: puts positions into history; the answer is what was not there before.
-- in: bus_ids bigint[], device_ids bigint[], times_ms bigint[], lats double precision[], lons double precision[], speeds real[], headings smallint[], accuracies real[], altitudes real[], ignitions boolean[], doors boolean[], passengers smallint[], fuels smallint[], seqs bigint[]
-- out: bus_id bigint, device_id bigint, recorded_at timestamptz, received_at timestamptz
-- roles: tracking fleet
SELECT bus_id, device_id, recorded_at, received_at
FROM points_store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
