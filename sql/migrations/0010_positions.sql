-- Timers of the positions, and how far recurring work has come.

CREATE TABLE marks (
	name text PRIMARY KEY,
	upto timestamptz NOT NULL
);
COMMENT ON TABLE marks IS 'How far recurring work has come, so that it goes on where it stopped';

INSERT INTO timers (kind, every_s) VALUES
	('locations.partitions', 3600),
	('locations.sums', 3600);

COMMENT ON COLUMN devices.mqtt_hash IS 'Password hash of a device for the broker; NULL: derived from its key';
