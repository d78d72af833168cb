-- payment/refund_unclear: the bank refused or did not answer.
-- in: refund_id bigint, state text, answer jsonb
-- out: refund_unclear void
-- roles: worker
SELECT refund_unclear($1, $2, $3);
