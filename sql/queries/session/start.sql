-- session/start: begins a portal session or a family of refresh tokens.
-- in: user_id bigint, kind text, token_hash bytea, days integer
-- out: session_id bigint
-- roles: auth
SELECT session_start($1, $2, $3, $4) AS session_id;
