-- session/begin: begins a portal session or a family of refresh tokens.
-- in: user_id bigint, kind text, token_hash bytea, family_hash bytea, device text, days integer, how text, request text
-- out: session_id bigint
-- roles: auth
SELECT session_begin($1, $2, $3, $4, $5, $6, $7, $8) AS session_id;
