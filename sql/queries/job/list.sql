-- job/list: jobs that did not end well yet, the oldest first.
-- in: state text, lane text, kind text, most bigint
-- out: id bigint, lane text, kind text, state text, attempts integer, max_attempts integer, lost smallint, age_s bigint, due_s bigint, owner text, error text, payload jsonb
-- roles: worker
-- reads all: jobs, when an operator asks
-- reads: jobs
SELECT id, lane, kind, state, attempts, max_attempts, lost, extract(epoch FROM now() - created_at)::bigint AS age_s,
       extract(epoch FROM run_at - now())::bigint AS due_s, owner, error, payload
FROM jobs
WHERE state IN ('waiting', 'running', 'dead') AND ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR lane = $2)
  AND ($3::text IS NULL OR kind = $3)
ORDER BY id LIMIT $4;
