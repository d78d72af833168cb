-- notice/receipt_sent: forgets the address of a sent receipt.
-- in: mail_id bigint
-- out: receipt_mail_sent void
-- roles: worker
SELECT receipt_mail_sent($1);
