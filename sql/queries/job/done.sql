-- job/done: ends a job.
-- in: job_id bigint, fence bigint
-- out: done boolean
-- roles: worker
SELECT job_done($1, $2) AS done;
