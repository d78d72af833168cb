-- otp/told: forgets the old address once it was told.
-- in: otp_id bigint
-- out: otp_told void
-- roles: worker
SELECT otp_told($1);
