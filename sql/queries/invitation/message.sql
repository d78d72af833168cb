-- invitation/message: where an open invitation goes.
-- in: invitation_id bigint
-- out: token_hash text, public_id uuid, channel text, address text, lang text, company text
-- roles: worker
-- reads: invitations(id,public_id,token_hash,partner_id,channel,address,lang,accepted_at,revoked_at,expires_at) partners(id,company_name,company_name_ar)
SELECT encode(i.token_hash, 'hex') AS token_hash, i.public_id, i.channel, i.address, i.lang, CASE WHEN i.lang = 'ar' THEN p.company_name_ar ELSE p.company_name END AS company
FROM invitations i
JOIN partners p ON p.id = i.partner_id
WHERE i.id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now();
