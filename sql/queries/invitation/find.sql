-- invitation/find: an open invitation by its link.
-- in: token_hash bytea
-- out: role text, company_fr text, company_ar text, company_en text, first_name text, last_name text, channel text, known boolean
-- roles: auth
-- reads: invitations partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg) users
SELECT i.role, p.company_name AS company_fr, p.company_name_ar AS company_ar, p.company_name AS company_en, i.first_name, i.last_name,
       i.channel, EXISTS (SELECT 1 FROM users u WHERE u.phone = i.address) OR EXISTS (SELECT 1 FROM users u WHERE u.email = i.address) AS known
FROM invitations i
JOIN partners p ON p.id = i.partner_id AND p.status = 'active'
WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now();
