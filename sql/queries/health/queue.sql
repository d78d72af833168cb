-- health/queue: waiting and dead jobs and the age of the oldest waiting one.
-- in:
-- out: waiting bigint, dead bigint, oldest_s bigint
-- roles: admin worker
-- reads: jobs
SELECT (SELECT count(*) FROM jobs WHERE state = 'waiting') AS waiting, (SELECT count(*) FROM jobs WHERE state = 'dead') AS dead,
       coalesce((SELECT extract(epoch FROM now() - min(run_at)) FROM jobs WHERE state = 'waiting' AND run_at <= now()), 0)::bigint AS oldest_s;
