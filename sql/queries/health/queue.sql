-- health/queue: waiting and dead jobs and the age of the oldest waiting one.
-- in:
-- out: waiting bigint, dead bigint, oldest_s bigint
-- roles: admin worker
-- reads: jobs
SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead,
       coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'waiting' AND run_at <= now())), 0)::bigint AS oldest_s
FROM jobs WHERE state IN ('waiting', 'dead');
