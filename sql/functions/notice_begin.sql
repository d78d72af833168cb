-- notice_begin: one message per booking, channel and template: finds or makes its row.
-- callers: worker
CREATE OR REPLACE FUNCTION notice_begin(booking bigint, via text, what text)
RETURNS TABLE (notice_id bigint, sent_before boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	SELECT n.id, n.state IN ('sent', 'delivered', 'skipped') INTO notice_id, sent_before FROM notices n
	WHERE n.booking_id = booking AND n.channel = via AND n.template = what FOR UPDATE;
	IF notice_id IS NULL THEN
		INSERT INTO notices (booking_id, channel, template) VALUES (booking, via, what) RETURNING id INTO notice_id;
		sent_before := false;
	END IF;
	RETURN NEXT;
END $$;
