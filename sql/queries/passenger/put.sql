-- passenger/put: keeps one of them, new without an id.
-- in: user_id bigint, passenger_id bigint, first_name text, last_name text, id_number text, age smallint
-- out: id bigint
-- roles: auth
SELECT saved_passenger_put($1, $2, $3, $4, $5, $6) AS id;
