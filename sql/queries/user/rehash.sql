-- user/rehash: the same password hashed at today's cost.
-- in: user_id bigint, was text, password_hash text
-- out: password_rehash void
-- roles: auth
SELECT password_rehash($1, $2, $3);
