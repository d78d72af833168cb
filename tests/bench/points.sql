WITH device AS (SELECT id, bus_id FROM devices WHERE bus_id IS NOT NULL ORDER BY id LIMIT 1),
beginning AS (SELECT (extract(epoch FROM date_trunc('hour', now()) - interval '20 hours') * 1000)::bigint + nextval('bench_next') * 1000 AS ms),
report AS (
	SELECT array_agg(d.bus_id) AS buses, array_agg(d.id) AS devices, array_agg(b.ms + i) AS times,
		array_agg(36.75::double precision) AS lats, array_agg(3.05::double precision) AS lons,
		array_agg(85.5::real) AS speeds, array_agg(45::smallint) AS headings, array_agg(5::real) AS accuracies,
		array_agg(NULL::real) AS altitudes, array_agg(NULL::boolean) AS flags, array_agg(NULL::smallint) AS counts,
		array_agg(NULL::bigint) AS seqs
	FROM device d, beginning b, generate_series(0, 999) i)
SELECT count(*) FROM report, LATERAL points_store(buses, devices, times, lats, lons, speeds, headings, accuracies, altitudes, flags,
	flags, counts, counts, seqs);
