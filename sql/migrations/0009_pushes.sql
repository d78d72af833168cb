-- The lane of live pushes: what changed about a booking, told to whoever watches it.

ALTER TABLE jobs DROP CONSTRAINT jobs_lane_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_lane_check
	CHECK (lane IN ('money', 'messages', 'documents', 'timers', 'pushes'));
