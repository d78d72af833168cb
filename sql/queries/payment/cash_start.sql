-- payment/cash_start: the customer will pay at a counter.
-- in: booking uuid, user_id bigint, guest bytea, payment uuid, code text, lang text, within_s integer, cutoff_s integer
-- out: payment_id uuid
-- roles: payments
SELECT cash_start($1, $2, $3, $4, $5, $6, $7, $8) AS payment_id;
