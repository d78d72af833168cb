-- payment/reconcile_queue: jobs for ended orders whose comparison with the bank is due.
-- in: n integer
-- out: reconcile_queue integer
-- roles: worker
SELECT reconcile_queue($1);
