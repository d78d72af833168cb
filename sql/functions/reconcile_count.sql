-- reconcile_count: one more order compared today.
-- callers: none
CREATE OR REPLACE FUNCTION reconcile_count(came_out text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO reconcile_days AS d (day, bucket, n) VALUES ((now() AT TIME ZONE 'Africa/Algiers')::date, came_out, 1)
	ON CONFLICT (day, bucket) DO UPDATE SET n = d.n + 1;
$$;
