-- fleet/lease: keeps and takes shards.
-- in: owner text, lease_s integer, n_shards integer, held bigint[], epochs bigint[]
-- out: shard bigint, epoch bigint, fresh boolean
-- roles: fleet
SELECT shard, epoch, fresh FROM fleet_lease($1, $2, $3, $4, $5);
