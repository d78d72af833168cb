-- payment/returned: the attempt a return address names.
-- in: return_hash bytea
-- out: attempt_id bigint, payment_id uuid
-- roles: payments
-- reads: payment_attempts payments
SELECT a.id AS attempt_id, p.public_id AS payment_id
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id
WHERE a.return_hash = $1;
