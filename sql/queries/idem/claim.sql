-- idem/claim: takes an idempotency key for this transaction; refuses one already used.
-- in: key_hash bytea, body_hash bytea, lease_s integer
-- out: idem_claim void
-- roles: auth bookings payments partner admin
SELECT idem_claim($1, $2, $3);
