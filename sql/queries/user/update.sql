-- user/update: names and language of a person; NULL leaves what is there.
-- in: user_id bigint, first_name text, last_name text, lang text, request text
-- out: user_update void
-- roles: auth
SELECT user_update($1, $2, $3, $4, $5);
