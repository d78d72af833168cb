-- user/find: one account by its internal number.
-- in: user_id bigint
-- out: public_id uuid, email text, phone text, first_name text, last_name text, role text, lang text, created_at timestamptz, key bigint, partner_id bigint, password_hash text
-- roles: auth
-- reads: users(id,public_id,email,phone,first_name,last_name,role,partner_id,lang,is_active,created_at)
SELECT u.public_id, u.email, u.phone, u.first_name, u.last_name, u.role, u.lang, u.created_at, u.id AS key,
       u.partner_id, NULL::text AS password_hash
FROM users u
WHERE u.id = $1 AND u.is_active;
