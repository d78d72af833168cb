-- admin/partner_staff: people of a company who sign in.
-- in: partner_id bigint
-- out: name text, role text, login text, active boolean, created_at timestamptz
-- roles: admin
-- reads: users(id,email,phone,first_name,last_name,role,partner_id,is_active,created_at)
SELECT concat_ws(' ', u.first_name, u.last_name) AS name, u.role, coalesce(u.email, u.phone) AS login, u.is_active AS active, u.created_at
FROM users u WHERE u.partner_id = $1
ORDER BY u.role, u.id
LIMIT 200;
