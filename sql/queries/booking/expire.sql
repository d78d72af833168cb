-- booking/expire: ends holds whose time is over.
-- in: n integer, grace_s integer
-- out: trip bigint, status text
-- roles: worker
SELECT trip, status FROM bookings_expire($1, $2);
