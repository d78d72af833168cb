-- idem/store: keeps the sealed reply of a claimed key.
-- in: key_hash bytea, status integer, reply bytea
-- out: idem_store void
-- roles: auth bookings payments partner admin
SELECT idem_store($1, $2, $3);
