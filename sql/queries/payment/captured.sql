-- payment/captured: the bank has the money.
-- in: attempt_id bigint, md_order text, answer jsonb
-- out: status text
-- roles: payments worker
SELECT attempt_captured($1, $2, $3) AS status;
