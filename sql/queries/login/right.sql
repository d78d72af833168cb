-- login/right: the password was right.
-- in: account bytea, source bytea, try_id bigint
-- out: login_right void
-- roles: auth
SELECT login_right($1, $2, $3);
