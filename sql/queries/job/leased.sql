-- job/leased: a job another process took for this one to run.
-- in: job_id bigint, fence bigint
-- out: id bigint, kind text, payload jsonb, attempts integer, max_attempts integer, fence bigint, trace text
-- roles: worker
-- reads: jobs
SELECT id, kind, payload, attempts, max_attempts, fence, trace FROM jobs WHERE id = $1 AND fence = $2 AND state = 'running';
