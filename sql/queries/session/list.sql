-- session/list: where a person is signed in, newest use first.
-- in: user_id bigint, current bigint
-- out: session_id bigint, kind text, device text, created_at timestamptz, used_at timestamptz, expires_at timestamptz, current boolean
-- roles: auth
-- reads: user_sessions
SELECT s.id AS session_id, s.kind, s.device, s.created_at, s.used_at, s.expires_at, s.id = $2 AS current
FROM user_sessions s
WHERE s.user_id = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
ORDER BY s.used_at DESC, s.id DESC
LIMIT 100;
