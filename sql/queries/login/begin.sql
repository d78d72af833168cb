-- login/begin: counts a password before it is looked at; seconds to wait, 0 to go on.
-- in: account bytea, source bytea
-- out: wait_s integer, try_id bigint
-- roles: auth
SELECT wait_s, try_id FROM login_begin($1, $2);
