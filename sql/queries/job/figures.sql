-- job/figures: how many jobs of each kind wait, run and are given up, and since when the oldest is due.
-- in:
-- out: lane text, kind text, waiting bigint, running bigint, dead bigint, oldest_s bigint
-- roles: admin
-- reads all: jobs, when counters are read
-- reads: jobs
SELECT lane, kind, count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'running') AS running,
       count(*) FILTER (WHERE state = 'dead') AS dead,
       coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'waiting' AND run_at <= now())), 0)::bigint AS oldest_s
FROM jobs WHERE state IN ('waiting', 'running', 'dead') GROUP BY lane, kind ORDER BY lane, kind;
