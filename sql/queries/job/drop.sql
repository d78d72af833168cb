-- job/drop: removes jobs nobody runs.
-- in: job_id bigint, kind text
-- out: n integer
-- roles: worker
SELECT jobs_drop($1, $2) AS n;
