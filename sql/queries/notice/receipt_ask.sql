-- notice/receipt_ask: asks for a receipt by mail.
-- in: payment uuid, user_id bigint, guest bytea, email text
-- out: receipt_mail_ask void
-- roles: payments
SELECT receipt_mail_ask($1, $2, $3, $4);
