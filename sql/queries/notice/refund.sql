-- notice/refund: what a quote gave back, for the message about it.
-- in: quote_id bigint
-- out: refund_c bigint
-- roles: worker
-- reads: quotes
SELECT refund_c FROM quotes WHERE id = $1;
