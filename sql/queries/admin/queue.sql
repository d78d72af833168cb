-- admin/queue: jobs by lane.
-- in:
-- out: lane text, waiting bigint, running bigint, dead bigint, oldest_s bigint
-- roles: admin
-- reads: jobs
SELECT l.lane,
       (SELECT count(*) FROM jobs j WHERE j.lane = l.lane AND j.state = 'waiting') AS waiting,
       (SELECT count(*) FROM jobs j WHERE j.lane = l.lane AND j.state = 'running') AS running,
       (SELECT count(*) FROM jobs j WHERE j.lane = l.lane AND j.state = 'dead') AS dead,
       greatest(coalesce(extract(epoch FROM now() - (SELECT min(j.run_at) FROM jobs j
		WHERE j.lane = l.lane AND j.state = 'waiting' AND j.run_at <= now())), 0), 0)::bigint AS oldest_s
FROM (VALUES ('money', 1), ('messages', 2), ('documents', 3)) AS l (lane, position)
ORDER BY l.position;
