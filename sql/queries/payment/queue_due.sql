-- payment/queue_due: jobs for attempts whose answer is due.
-- in: n integer, poll_s integer
-- out: n integer
-- roles: worker
SELECT attempts_queue($1, $2) AS n;
