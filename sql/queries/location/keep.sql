-- location/keep: makes and drops daily partitions of the positions.
-- in: nothing
-- out: changes integer
-- roles: worker
SELECT locations_keep() AS changes;
