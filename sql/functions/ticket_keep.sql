-- ticket_keep: the signed ticket of an item; an item that has one keeps it. What was signed must still hold: who
-- signed while the item was cancelled, or moved to another seat or time, comes too late. The lock waits for
-- such a change, and nothing is issued or brought back. Whoever finds the item without a ticket signs anew.
-- callers: worker
CREATE OR REPLACE FUNCTION ticket_keep(item bigint, key uuid, signed text, seat integer, boards timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH live AS (
		SELECT id FROM booking_items WHERE id = item AND state IN ('confirmed', 'boarded', 'exchanging')
			AND seat_no = seat AND boards_at = boards FOR SHARE
	)
	INSERT INTO tickets (item_id, public_id, code) SELECT id, key, signed FROM live
	ON CONFLICT (item_id) DO UPDATE SET public_id = EXCLUDED.public_id, code = EXCLUDED.code,
		version = tickets.version + 1, issued_at = now(), revoked_at = NULL
	WHERE tickets.revoked_at IS NOT NULL;
$$;
