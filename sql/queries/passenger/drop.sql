-- passenger/drop: forgets one of them.
-- in: user_id bigint, passenger_id bigint
-- out: saved_passenger_drop void
-- roles: auth
SELECT saved_passenger_drop($1, $2);
