-- session/end: signs out the session of a token.
-- in: token_hash bytea
-- out: session_end void
-- roles: auth
SELECT session_end($1);
