-- ticket_put: the signed ticket of an item; an item that has one keeps it. Who signed while the item was
-- cancelled comes too late: the lock waits for the cancelling, and nothing is issued or brought back.
-- callers: worker
CREATE OR REPLACE FUNCTION ticket_put(item bigint, key uuid, signed text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH live AS (
		SELECT id FROM booking_items WHERE id = item AND state IN ('confirmed', 'boarded', 'exchanging') FOR SHARE
	)
	INSERT INTO tickets (item_id, public_id, code) SELECT id, key, signed FROM live
	ON CONFLICT (item_id) DO UPDATE SET public_id = EXCLUDED.public_id, code = EXCLUDED.code,
		version = tickets.version + 1, issued_at = now(), revoked_at = NULL
	WHERE tickets.revoked_at IS NOT NULL;
$$;
