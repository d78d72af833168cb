-- payment/reconcile_result: what the bank holds of an order, against what is booked.
-- in: attempt_id bigint, theirs_c bigint, known boolean, answer jsonb
-- out: bucket text
-- roles: worker
SELECT reconcile_result($1, $2, $3, $4) AS bucket;
