-- user/create: a new customer.
-- in: public_id uuid, email text, phone text, password_hash text, first_name text, last_name text, lang text
-- out: public_id uuid, email text, phone text, first_name text, last_name text, role text, lang text, created_at timestamptz, key bigint, partner_id bigint, password_hash text
-- roles: auth
SELECT public_id, email, phone, first_name, last_name, role, lang, created_at, id AS key, partner_id, password_hash
FROM user_create($1, $2, $3, $4, $5, $6, $7);
