-- payment/due: attempts to ask the bank about now.
-- in: n integer, poll_s integer
-- out: attempt_id bigint
-- roles: worker
SELECT attempt_id FROM attempts_due($1, $2);
