-- otp/again: another code in place of one that did not arrive.
-- in: old uuid, public_id uuid, source_hash bytea, life_s integer, day_budget integer
-- out: otp_id bigint, channel text, address text, expires_at timestamptz
-- roles: auth
SELECT otp_id, channel, address, expires_at FROM otp_again($1, $2, $3, $4, $5);
