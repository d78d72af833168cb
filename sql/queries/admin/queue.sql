-- admin/queue: jobs by lane.
-- in:
-- out: lane text, waiting bigint, running bigint, dead bigint, oldest_s bigint
-- roles: admin
-- reads: jobs
SELECT l.lane, count(j.id) FILTER (WHERE j.state = 'waiting') AS waiting, count(j.id) FILTER (WHERE j.state = 'running') AS running,
       count(j.id) FILTER (WHERE j.state = 'dead') AS dead,
       greatest(coalesce(extract(epoch FROM now() - min(j.run_at) FILTER (WHERE j.state = 'waiting' AND j.run_at <= now())), 0), 0)::bigint AS oldest_s
FROM (VALUES ('money', 1), ('messages', 2), ('documents', 3)) AS l (lane, position)
LEFT JOIN jobs j ON j.lane = l.lane AND j.state IN ('waiting', 'running', 'dead')
GROUP BY l.lane, l.position
ORDER BY l.position;
