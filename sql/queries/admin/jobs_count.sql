-- admin/jobs_count: how many those are, counted to 10,001.
-- in: state text, lane text
-- out: total bigint
-- roles: admin
-- reads: jobs
SELECT count(*) AS total FROM (
SELECT 1 FROM (SELECT * FROM jobs WHERE state = 'dead'
	UNION ALL SELECT * FROM jobs WHERE state = 'running'
	UNION ALL SELECT * FROM jobs WHERE state = 'waiting') j
WHERE ($1::text IS NULL OR j.state = $1) AND ($2::text IS NULL OR j.lane = $2)
LIMIT 10001) x;
