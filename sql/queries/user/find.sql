-- user/find: one active account by its internal number.
-- in: user_id bigint
-- out: public_id uuid, email text, phone text, first_name text, last_name text, role text, lang text, created_at timestamptz, key bigint, partner_id bigint, password_hash text, phone_verified boolean, email_verified boolean, has_password boolean
-- roles: auth
-- reads: users partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg)
SELECT u.public_id, u.email, u.phone, u.first_name, u.last_name, u.role, u.lang, u.created_at, u.id AS key,
       u.partner_id, u.password_hash, u.phone_verified_at IS NOT NULL AS phone_verified,
       u.email_verified_at IS NOT NULL AS email_verified, u.password_hash IS NOT NULL AS has_password
FROM users u
LEFT JOIN partners p ON p.id = u.partner_id
WHERE u.id = $1 AND u.is_active AND (p.id IS NULL OR p.status = 'active');
