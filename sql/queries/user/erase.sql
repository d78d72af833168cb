-- user/erase: forgets a person.
-- in: user_id bigint, request text
-- out: user_erase void
-- roles: auth
SELECT user_erase($1, $2);
