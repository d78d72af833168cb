-- transfer_file: the bytes of a file for the bank, as they were signed; who took them is remembered, because they
-- name bank accounts.
-- callers: admin
CREATE OR REPLACE FUNCTION transfer_file(key uuid, person bigint, request text)
RETURNS TABLE (reference text, content text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	SELECT t.reference, convert_from(t.content, 'UTF8') INTO reference, content FROM bank_transfers t WHERE t.public_id = key;
	IF reference IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such file', 'id');
	END IF;
	PERFORM audit_add('admin', person, NULL, 'transfer.download', 'transfer_' || reference, '{}', NULL, request);
	RETURN NEXT;
END $$;
