-- otp/try: counts a try of a code before it is looked at; no row when it is over.
-- in: public_id uuid
-- out: purpose text, user_id bigint
-- roles: auth
SELECT purpose, user_id FROM otp_try($1);
