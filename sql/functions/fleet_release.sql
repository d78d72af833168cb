-- fleet_release: gives shards back at the end of a fleet process, so that another goes on at once.
-- callers: fleet
CREATE OR REPLACE FUNCTION fleet_release(me text, held bigint[], epochs bigint[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE fleet_shards s SET lease_until = now()
	FROM unnest(held, epochs) AS h (shard, epoch)
	WHERE s.shard = h.shard AND s.epoch = h.epoch AND s.owner = me;
$$;
