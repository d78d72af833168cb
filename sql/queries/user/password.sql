-- user/password: a new password; every other session ends.
-- in: user_id bigint, password_hash text, stay bigint, request text
-- out: password_set void
-- roles: auth
SELECT password_set($1, $2, $3, $4);
