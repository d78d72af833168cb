-- notice_ended: what became of a message.
-- callers: worker
CREATE OR REPLACE FUNCTION notice_ended(notice bigint, becomes text, sid text, parts integer, why text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE notices SET state = becomes, provider_id = coalesce(sid, provider_id), segments = parts, error = left(why, 300),
		sent_at = CASE WHEN becomes = 'sent' THEN now() ELSE sent_at END
	WHERE id = notice;
$$;
