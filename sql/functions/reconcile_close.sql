-- reconcile_close: a person has seen to what did not agree, and says what was done. The second time changes nothing.
-- callers: admin
CREATE OR REPLACE FUNCTION reconcile_close(item bigint, person bigint, words text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	i reconcile_items;
BEGIN
	SELECT * INTO i FROM reconcile_items x WHERE x.id = item FOR UPDATE;
	IF i.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'nothing of that number', 'id');
	ELSIF i.closed_at IS NOT NULL THEN
		RETURN;
	END IF;
	UPDATE reconcile_items SET closed_at = now(), closed_by = person, closed_note = words WHERE id = i.id;
	PERFORM audit_add('admin', person, NULL, 'reconcile.close', 'order_' || i.reference, ARRAY['status'], words, request);
END $$;
