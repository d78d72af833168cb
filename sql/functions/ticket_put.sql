-- ticket_put: the signed ticket of an item; an item that has one keeps it.
-- callers: worker
CREATE OR REPLACE FUNCTION ticket_put(item bigint, key uuid, signed text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO tickets (item_id, public_id, code) VALUES (item, key, signed)
	ON CONFLICT (item_id) DO UPDATE SET public_id = EXCLUDED.public_id, code = EXCLUDED.code,
		version = tickets.version + 1, issued_at = now(), revoked_at = NULL
	WHERE tickets.revoked_at IS NOT NULL;
$$;
