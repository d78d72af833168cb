-- partition/keep: partitions of bookings for the sale horizon.
-- in: horizon_days integer
-- out: days integer
-- roles: worker
SELECT partitions_keep($1) AS days;
