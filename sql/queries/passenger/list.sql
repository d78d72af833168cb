-- passenger/list: the people somebody often books for.
-- in: user_id bigint
-- out: id bigint, first_name text, last_name text, id_number text, age smallint
-- roles: auth
-- reads: saved_passengers
SELECT p.id, p.first_name, p.last_name, p.id_number, p.age
FROM saved_passengers p
WHERE p.user_id = $1
ORDER BY p.last_name, p.first_name, p.id
LIMIT 20;
