-- user/told: how to reach a person about their own account.
-- in: user_id bigint
-- out: email text, phone text, lang text
-- roles: worker
-- reads: users(id,phone,email,lang,is_active)
SELECT u.email, u.phone, u.lang FROM users u WHERE u.id = $1 AND u.is_active;
