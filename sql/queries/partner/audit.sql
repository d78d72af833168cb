-- partner/audit: who did what in the organisation, newest first; before is the id of the line above.
-- in: organisation bigint, before bigint, limit_n integer
-- out: id bigint, at timestamptz, actor text, person uuid, name text, action text, object text, fields text[], was_hash text, became_hash text, reason text, request_id text
-- roles: partner
-- reads: audit_log users(id,public_id,first_name,last_name)
SELECT a.id, a.at, a.actor, u.public_id AS person, nullif(concat_ws(' ', u.first_name, u.last_name), '') AS name, a.action, a.object,
       a.fields, encode(a.was_hash, 'hex') AS was_hash, encode(a.became_hash, 'hex') AS became_hash, a.reason, a.request_id
FROM audit_log a
LEFT JOIN users u ON u.id = a.user_id
WHERE a.partner_id = $1 AND ($2::bigint = 0 OR a.id < $2)
ORDER BY a.at DESC, a.id DESC
LIMIT $3::integer;
