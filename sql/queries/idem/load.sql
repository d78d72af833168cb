-- idem/load: the sealed reply of a key.
-- in: key_hash bytea
-- out: status smallint, hex text
-- roles: auth bookings payments partner admin
-- reads: idempotency_keys
SELECT status, encode(reply, 'hex') AS hex FROM idempotency_keys WHERE key_hash = $1 AND reply IS NOT NULL;
