-- fleet/alerts: alerts that began or ended.
-- in: bus_ids bigint[], schedule_ids bigint[], kinds text[], began_us bigint[], ended_us bigint[], lats double precision[], lons double precision[], amounts double precision[]
-- out: nothing
-- roles: fleet
SELECT fleet_alerts_put($1, $2, $3, $4, $5, $6, $7, $8);
