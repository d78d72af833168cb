-- export_ready: the copy is there.
-- callers: worker
CREATE OR REPLACE FUNCTION export_ready(export bigint)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE user_exports SET ready_at = now() WHERE id = export;
$$;
