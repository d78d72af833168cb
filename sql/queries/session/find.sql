-- session/find: the person behind a portal cookie.
-- in: token_hash bytea
-- out: session_id bigint, user_id bigint, partner_id bigint, role text, name text, org_fr text, org_ar text, org_en text, stale boolean
-- roles: auth bookings payments routes partner admin tracking
-- reads: user_sessions users(id,public_id,email,phone,first_name,last_name,role,partner_id,lang,is_active,created_at) partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg)
SELECT s.id AS session_id, u.id AS user_id, u.partner_id, u.role,
       coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email, u.phone) AS name,
       p.company_name AS org_fr, p.company_name_ar AS org_ar, p.company_name AS org_en,
       s.used_at < now() - interval '1 day' AS stale
FROM user_sessions s
JOIN users u ON u.id = s.user_id
LEFT JOIN partners p ON p.id = u.partner_id
WHERE s.token_hash = $1 AND s.kind = 'web' AND s.revoked_at IS NULL AND s.expires_at > now()
  AND u.is_active AND (p.id IS NULL OR p.status = 'active');
