-- otp/start: a code for an address, and the job that sends it.
-- in: public_id uuid, purpose text, channel text, address text, address_hash bytea, source_hash bytea, user_id bigint, lang text, details jsonb, life_s integer, day_budget integer
-- out: otp_id bigint, expires_at timestamptz
-- roles: auth
SELECT otp_id, expires_at FROM otp_start($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
