-- export_ask: a copy of what the platform keeps about a person: one that waits or is younger than an hour is the
-- same, three a day are made.
-- callers: auth
CREATE OR REPLACE FUNCTION export_ask(person bigint, key uuid, object text, request text)
RETURNS TABLE (public_id uuid, created_at timestamptz) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	e user_exports;
BEGIN
	PERFORM 1 FROM users WHERE id = person AND is_active FOR UPDATE;
	SELECT * INTO e FROM user_exports x WHERE x.user_id = person AND x.created_at > now() - interval '1 hour' ORDER BY x.id DESC LIMIT 1;
	IF e.id IS NULL THEN
		IF (SELECT count(*) FROM user_exports x WHERE x.user_id = person AND x.created_at > now() - interval '1 day') >= 3 THEN
			PERFORM refuse('TOO_MANY_REQUESTS', 'copies of the day');
		END IF;
		INSERT INTO user_exports (public_id, user_id, object_key) VALUES (key, person, object) RETURNING * INTO e;
		PERFORM audit_put('person', person, (SELECT partner_id FROM users WHERE id = person), 'user.export', person, '{}', NULL, NULL, NULL, request);
		PERFORM job_add('documents', 'export.make', 'export:' || e.id, jsonb_build_object('exportId', e.id), 50, tries => 5);
	END IF;
	RETURN QUERY SELECT e.public_id, e.created_at;
END $$;
