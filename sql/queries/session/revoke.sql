-- session/revoke: ends one session of a person, or all, or all but one.
-- in: user_id bigint, only_one bigint, all_but bigint
-- out: ended bigint
-- roles: auth
SELECT sessions_revoke($1, $2, $3) AS ended;
