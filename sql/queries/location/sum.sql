-- location/sum: sums up the positions received since the last time by bus and hour.
-- in: nothing
-- out: hours integer
-- roles: worker
SELECT locations_sum() AS hours;
