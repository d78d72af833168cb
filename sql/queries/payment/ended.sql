-- payment/ended: the bank said no.
-- in: attempt_id bigint, outcome text, reason text, answer jsonb
-- out: status text
-- roles: payments worker
SELECT attempt_ended($1, $2, $3, $4) AS status;
