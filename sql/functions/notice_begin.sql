-- notice_begin: one message per booking, channel and template: finds or makes its row. Refused when the
-- job that wants it is another worker's by now. begun before: an earlier try may have reached the gateway.
-- callers: worker
CREATE OR REPLACE FUNCTION notice_begin(booking bigint, via text, what text, job bigint, token bigint)
RETURNS TABLE (notice_id bigint, sent_before boolean, begun_before boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF job > 0 AND NOT EXISTS (SELECT FROM jobs j WHERE j.id = job AND j.fence = token AND j.state = 'running') THEN
		PERFORM refuse('WRONG_STATE', format('job %s is another worker''s', job));
	END IF;
	SELECT n.id, n.state IN ('sent', 'delivered', 'skipped'), n.state = 'queued' INTO notice_id, sent_before, begun_before
	FROM notices n WHERE n.booking_id = booking AND n.channel = via AND n.template = what FOR UPDATE;
	IF notice_id IS NULL THEN
		INSERT INTO notices (booking_id, channel, template) VALUES (booking, via, what) RETURNING id INTO notice_id;
		sent_before := false;
		begun_before := false;
	END IF;
	RETURN NEXT;
END $$;
