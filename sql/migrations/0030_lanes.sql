-- Lanes of many jobs at a time: who holds a lease, jobs whose worker was lost with them, and kinds of
-- jobs that killed the process they ran in.

ALTER TABLE jobs ADD COLUMN owner text, ADD COLUMN lost smallint NOT NULL DEFAULT 0;
COMMENT ON COLUMN jobs.owner IS 'Process that holds the lease: host, process id, when that began';
COMMENT ON COLUMN jobs.lost IS 'How often the worker vanished during it; from the first time on it runs in a process of its own';

ALTER TABLE jobs DROP CONSTRAINT jobs_lane_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_lane_check
	CHECK (lane IN ('money', 'messages', 'documents', 'timers', 'pushes', 'webhooks'));

CREATE TABLE job_suspects (
	kind  text PRIMARY KEY,
	until timestamptz NOT NULL
);
COMMENT ON TABLE job_suspects IS 'Kinds that killed a process of their own lately: until then each such job runs alone';

DROP FUNCTION IF EXISTS jobs_claim(text, integer, integer);

INSERT INTO timers (kind, every_s) VALUES ('jobs.purge', 600);
