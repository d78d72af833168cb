-- otp/change: a new phone or e-mail, proven by its code.
-- in: public_id uuid, user_id bigint, request text
-- out: otp_change void
-- roles: auth
SELECT otp_change($1, $2, $3);
