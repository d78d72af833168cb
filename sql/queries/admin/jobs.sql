-- admin/jobs: work that waits, runs or was given up.
-- in: state text, lane text, limit_n integer, offset_n bigint
-- out: job_id bigint, lane text, kind text, state text, attempts integer, max_attempts integer, run_at timestamptz, created_at timestamptz, error text
-- roles: admin
-- reads: jobs
SELECT j.id AS job_id, j.lane, j.kind, j.state, j.attempts, j.max_attempts, j.run_at, j.created_at, j.error
FROM (SELECT * FROM jobs WHERE state = 'dead'
	UNION ALL SELECT * FROM jobs WHERE state = 'running'
	UNION ALL SELECT * FROM jobs WHERE state = 'waiting') j
WHERE ($1::text IS NULL OR j.state = $1) AND ($2::text IS NULL OR j.lane = $2)
ORDER BY j.state = 'dead' DESC, j.run_at, j.id
LIMIT $3::integer OFFSET $4;
