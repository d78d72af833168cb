-- booking/count_of_user: how many bookings a person has, counted up to 10,001.
-- in: user_id bigint
-- out: total bigint
-- roles: bookings
-- reads: bookings
SELECT count(*) AS total FROM (SELECT 1 FROM bookings WHERE user_id = $1 LIMIT 10001) counted;
