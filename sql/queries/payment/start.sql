-- payment/start: writes the attempt of a card payment, or finds the open one.
-- in: booking uuid, user_id bigint, guest bytea, payment uuid, order_number text, udf1 text, return_hash bytea, lang text, session_s integer, margin_s integer, poll_s integer
-- out: booking_id bigint, payment_key uuid, attempt_id bigint, order_number text, udf1 text, amount_c bigint, form_url text, attempt_state text
-- roles: payments
SELECT booking_id, payment_key, attempt_id, order_number, udf1, amount_c, form_url, attempt_state
FROM payment_start($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
