-- idem/purge: forgets idempotency keys after a day.
-- in: hours integer
-- out: n integer
-- roles: worker
SELECT idem_purge($1) AS n;
