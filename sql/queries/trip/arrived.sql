-- trip/arrived: departures nobody reported that must have arrived.
-- in: n integer
-- out: trips bigint
-- roles: worker
SELECT trips_arrived($1) AS trips;
