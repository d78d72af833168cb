-- admin/user_stop: suspends a person, or lets them in again.
-- in: actor bigint, public_id uuid, stop boolean, why text, request text
-- out: user_stop void
-- roles: admin
SELECT user_stop(NULL, $1, $2, $3, $4, $5);
