-- idem_claim: inserts the key, waiting for a concurrent holder up to the lock timeout. A key seen
-- before ends the transaction: REPLAY when the reply is there, IDEMPOTENCY_KEY_REUSED for another
-- body, BUSY_RETRY while a several-step request with it is still within its lease.
-- callers: auth bookings payments partner admin
CREATE OR REPLACE FUNCTION idem_claim(key bytea, body bytea, lease_s integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	old idempotency_keys;
BEGIN
	INSERT INTO idempotency_keys (key_hash, body_hash) VALUES (key, body) ON CONFLICT DO NOTHING;
	IF FOUND THEN
		RETURN;
	END IF;
	SELECT * INTO old FROM idempotency_keys WHERE key_hash = key FOR UPDATE;
	IF old.body_hash <> body THEN
		PERFORM refuse('IDEMPOTENCY_KEY_REUSED');
	ELSIF old.reply IS NOT NULL THEN
		PERFORM refuse('REPLAY');
	ELSIF old.created_at > clock_timestamp() - lease_s * interval '1 second' THEN
		PERFORM refuse('BUSY_RETRY');
	END IF;
	UPDATE idempotency_keys SET created_at = clock_timestamp() WHERE key_hash = key;
END $$;
