-- payment/refund_submit: takes a refund for sending.
-- in: refund_id bigint
-- out: mine boolean
-- roles: worker
SELECT refund_submit($1) AS mine;
