-- partner/staff: people of the organisation: office and crews.
-- in: organisation bigint, limit_n integer, offset_n bigint
-- out: public_id uuid, first_name text, last_name text, role text, phone text, email text, active boolean, created_at timestamptz, used_at timestamptz
-- roles: partner
-- reads: users(id,public_id,email,phone,first_name,last_name,role,partner_id,is_active,created_at,erased_at) user_sessions(id,user_id,used_at,revoked_at)
SELECT u.public_id, u.first_name, u.last_name, u.role, u.phone, u.email, u.is_active AS active, u.created_at,
       (SELECT max(s.used_at) FROM user_sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL) AS used_at
FROM users u
WHERE u.partner_id = $1
ORDER BY u.role, u.last_name, u.id
LIMIT $2::integer OFFSET $3;
