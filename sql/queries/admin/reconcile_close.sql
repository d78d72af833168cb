-- admin/reconcile_close: a person has seen to what did not agree.
-- in: item_id bigint, person bigint, note text, request_id text
-- out: reconcile_close void
-- roles: admin
SELECT reconcile_close($1, $2, $3, $4);
