-- job/failed: a failed try of a job.
-- in: job_id bigint, fence bigint, error text, pause_ms bigint, give_up boolean
-- out: state text
-- roles: worker
SELECT job_failed($1, $2, $3, $4, $5) AS state;
