-- job/died: a job that killed its process.
-- in: job_id bigint, fence bigint, error text, pause_ms bigint
-- out: state text
-- roles: worker
SELECT job_died($1, $2, $3, $4) AS state;
