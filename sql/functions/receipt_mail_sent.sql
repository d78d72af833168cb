-- receipt_mail_sent: the address is forgotten once its mail left.
-- callers: worker
CREATE OR REPLACE FUNCTION receipt_mail_sent(mail bigint)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	DELETE FROM receipt_mails WHERE id = mail;
$$;
