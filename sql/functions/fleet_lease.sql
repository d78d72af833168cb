-- fleet_lease: keeps the shards a fleet process holds and takes those nobody holds any more, or that
-- an earlier process of its name held. A shard that was taken over is not in the answer: its new
-- epoch overrules the old one.
-- callers: fleet
CREATE OR REPLACE FUNCTION fleet_lease(me text, seconds integer, n_shards integer, held bigint[], epochs bigint[])
RETURNS TABLE (shard bigint, epoch bigint, fresh boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF (SELECT count(*) FROM fleet_shards) < n_shards THEN
		INSERT INTO fleet_shards (shard) SELECT generate_series(0, n_shards - 1) ON CONFLICT DO NOTHING;
	END IF;
	RETURN QUERY
	UPDATE fleet_shards s SET lease_until = now() + seconds * interval '1 second'
	FROM unnest(held, epochs) AS h (shard, epoch)
	WHERE s.shard = h.shard AND s.epoch = h.epoch AND s.owner = me
	RETURNING s.shard::bigint, s.epoch, false;
	RETURN QUERY
	UPDATE fleet_shards s SET owner = me, epoch = s.epoch + 1, lease_until = now() + seconds * interval '1 second'
	FROM (
		SELECT f.shard FROM fleet_shards f
		WHERE f.shard < n_shards AND (f.owner = me OR f.lease_until IS NULL OR f.lease_until < now())
		  AND NOT EXISTS (SELECT FROM unnest(held, epochs) AS h (shard, epoch)
			WHERE h.shard = f.shard AND h.epoch = f.epoch AND f.owner = me)
		FOR UPDATE SKIP LOCKED
	) AS free WHERE s.shard = free.shard
	RETURNING s.shard::bigint, s.epoch, true;
END $$;
