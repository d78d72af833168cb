-- admin/dead_jobs: work that was given up and waits for a person, by kind, with the newest reason.
-- in:
-- out: lane text, kind text, n bigint, error text, since timestamptz
-- roles: admin
-- reads all: jobs, the dead ones only, by their own index
-- reads: jobs
SELECT lane, kind, count(*) AS n, (array_agg(error ORDER BY id DESC))[1] AS error, min(created_at) AS since
FROM jobs WHERE state = 'dead' GROUP BY lane, kind ORDER BY count(*) DESC, kind LIMIT 20;
