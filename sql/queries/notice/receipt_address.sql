-- notice/receipt_address: where a receipt goes; none when it was sent.
-- in: mail_id bigint
-- out: email text
-- roles: worker
-- reads: receipt_mails
SELECT email FROM receipt_mails WHERE id = $1;
