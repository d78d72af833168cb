-- payment/again: another order for a payment whose registration got no answer.
-- in: attempt_id bigint, order_number text, udf1 text, return_hash bytea, poll_s integer
-- out: attempt_id bigint
-- roles: worker
SELECT attempt_again($1, $2, $3, $4, $5) AS attempt_id;
