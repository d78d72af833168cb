-- job/retry: dead jobs get their attempts again.
-- in: job_id bigint, kind text
-- out: n integer
-- roles: worker
SELECT jobs_retry($1, $2) AS n;
