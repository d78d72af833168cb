-- idem_store: the sealed reply beside its key.
-- callers: auth bookings payments partner admin
CREATE OR REPLACE FUNCTION idem_store(key bytea, code integer, sealed bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE idempotency_keys SET status = code, reply = sealed WHERE key_hash = key;
$$;
