-- A refresh token shown again while its key was replaced gets the child it got before.

DROP FUNCTION IF EXISTS session_refresh(bytea, bytea, bytea, integer, integer, text);
