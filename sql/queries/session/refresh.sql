-- session/refresh: exchanges a refresh token for its child, or ends the family.
-- in: family_hash bytea, token_hash bytea, child_hash bytea, other_hash bytea, days integer, grace_s integer, request text
-- out: outcome text, session_id bigint, user_id bigint
-- roles: auth
SELECT outcome, session_id, user_id FROM session_refresh($1, $2, $3, $4, $5, $6, $7);
