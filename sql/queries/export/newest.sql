-- export/newest: the newest copy of a person's data.
-- in: user_id bigint
-- out: public_id uuid, created_at timestamptz, ready_at timestamptz, object_key text
-- roles: auth
-- reads: user_exports
SELECT e.public_id, e.created_at, e.ready_at, e.object_key
FROM user_exports e
WHERE e.user_id = $1
ORDER BY e.created_at DESC
LIMIT 1;
