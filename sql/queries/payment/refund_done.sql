-- payment/refund_done: the bank gave the money back.
-- in: refund_id bigint, answer jsonb
-- out: done boolean
-- roles: worker
SELECT refund_done($1, $2) AS done;
