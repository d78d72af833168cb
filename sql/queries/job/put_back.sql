-- job/put_back: a job that could not even be tried.
-- in: job_id bigint, fence bigint, error text, pause_ms bigint
-- out: job_put_back void
-- roles: worker
SELECT job_put_back($1, $2, $3, $4);
