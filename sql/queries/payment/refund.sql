-- payment/refund: what is needed to give money back at the bank.
-- in: refund_id bigint
-- out: refund_id bigint, amount_c bigint, state text, md_order text, order_number text, udf1 text, paid_c bigint, lang text, given_back_c bigint
-- roles: worker
-- reads: refunds payment_attempts
SELECT r.id AS refund_id, r.amount_c, r.state, a.md_order, a.order_number, a.udf1, a.amount_c AS paid_c, a.lang,
       coalesce((SELECT sum(x.amount_c) FROM refunds x WHERE x.attempt_id = r.attempt_id AND x.state = 'done'), 0)::bigint AS given_back_c
FROM refunds r
JOIN payment_attempts a ON a.id = r.attempt_id
WHERE r.id = $1;
