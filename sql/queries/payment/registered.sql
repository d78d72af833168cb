-- payment/registered: the bank took the order.
-- in: attempt_id bigint, md_order text, form_url text
-- out: attempt_registered void
-- roles: payments worker
SELECT attempt_registered($1, $2, $3);
