-- invitation/accept: follows the link, once.
-- in: token_hash bytea, fresh uuid, password_hash text, first_name text, last_name text, request text
-- out: public_id uuid, email text, phone text, first_name text, last_name text, role text, lang text, created_at timestamptz, key bigint, partner_id bigint, password_hash text, phone_verified boolean, email_verified boolean, has_password boolean
-- roles: auth
SELECT public_id, email, phone, first_name, last_name, role, lang, created_at, id AS key, partner_id, password_hash, phone_verified_at IS NOT NULL AS phone_verified, email_verified_at IS NOT NULL AS email_verified, password_hash IS NOT NULL AS has_password
FROM invitation_accept($1, $2, $3, $4, $5, $6);
