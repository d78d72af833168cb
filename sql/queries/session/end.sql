-- session/end: signs out the session of a cookie or a refresh token.
-- in: token_hash bytea, family_hash bytea
-- out: session_close void
-- roles: auth
SELECT session_close($1, $2);
