-- partner/invitations: invitations nobody accepted yet, newest first.
-- in: organisation bigint
-- out: id bigint, role text, channel text, address text, first_name text, last_name text, created_at timestamptz, expires_at timestamptz
-- roles: partner
-- reads: invitations(id,partner_id,role,channel,address,first_name,last_name,created_at,expires_at,accepted_at,revoked_at)
SELECT i.id, i.role, i.channel, i.address, i.first_name, i.last_name, i.created_at, i.expires_at
FROM invitations i
WHERE i.partner_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
ORDER BY i.created_at DESC, i.id DESC
LIMIT 100;
