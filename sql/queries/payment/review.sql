-- payment/review: the bank's answer needs a person.
-- in: attempt_id bigint, reason text, answer jsonb
-- out: status text
-- roles: payments worker
SELECT attempt_review($1, $2, $3) AS status;
