-- Where the buses are: devices, positions by day, live state, fences, alerts, times at stops.

CREATE TABLE devices (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id   bigint NOT NULL REFERENCES partners,
	bus_id       bigint REFERENCES buses,
	label        text NOT NULL,
	kind         text NOT NULL DEFAULT 'tracker' CHECK (kind IN ('tracker', 'phone')),
	hmac_key     bytea NOT NULL CHECK (length(hmac_key) = 32),
	mqtt_hash    text,
	status       text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'revoked')),
	last_seen_at timestamptz,
	created_at   timestamptz NOT NULL DEFAULT now(),
	revoked_at   timestamptz
);
COMMENT ON TABLE devices IS 'What reports positions: a tracker in a bus or a driver''s phone, each with its own key';
COMMENT ON COLUMN devices.hmac_key IS 'Key of the signature over the raw bytes of a report';
CREATE INDEX devices_bus ON devices (bus_id) WHERE status = 'active';
CREATE INDEX devices_partner ON devices (partner_id);

CREATE TABLE bus_locations (
	bus_id      bigint NOT NULL,
	device_id   bigint NOT NULL,
	recorded_at timestamptz NOT NULL,
	received_at timestamptz NOT NULL DEFAULT now(),
	location    point NOT NULL,
	speed_kmh   real,
	heading     smallint CHECK (heading BETWEEN 0 AND 359),
	accuracy_m  real,
	altitude_m  real,
	ignition    boolean,
	door_open   boolean,
	passengers  smallint,
	fuel        smallint,
	seq         bigint,
	PRIMARY KEY (bus_id, recorded_at, device_id)
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE bus_locations IS 'Every acknowledged point, by UTC day; 90 days in detail. Location is (latitude, longitude). No foreign keys: partitions are dropped whole';
CREATE INDEX bus_locations_recorded ON bus_locations USING brin (recorded_at);
CREATE INDEX bus_locations_received ON bus_locations USING brin (received_at);

CREATE TABLE bus_location_hours (
	bus_id   bigint NOT NULL,
	hour     timestamptz NOT NULL,
	points   integer NOT NULL,
	first_at timestamptz NOT NULL,
	last_at  timestamptz NOT NULL,
	start_location point NOT NULL,
	end_location   point NOT NULL,
	km       real NOT NULL,
	max_speed_kmh  real,
	moving_s integer NOT NULL,
	PRIMARY KEY (bus_id, hour)
);
COMMENT ON TABLE bus_location_hours IS 'Positions summed up by hour, kept for a year';

CREATE TABLE fleet_shards (
	shard       smallint PRIMARY KEY CHECK (shard BETWEEN 0 AND 63),
	owner       text,
	epoch       bigint NOT NULL DEFAULT 0,
	lease_until timestamptz
);
COMMENT ON TABLE fleet_shards IS 'Which fleet process owns the buses of a shard (bus id modulo shards); a higher epoch overrules an older one';
INSERT INTO fleet_shards (shard) SELECT generate_series(0, 3);

CREATE TABLE bus_state (
	bus_id        bigint PRIMARY KEY REFERENCES buses,
	schedule_id   bigint REFERENCES route_schedules,
	epoch         bigint NOT NULL,
	seq           bigint NOT NULL,
	state         jsonb NOT NULL,
	received_upto timestamptz NOT NULL,
	updated_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE bus_state IS 'Checkpoint of the live state of a bus: where fleet goes on after a start';

CREATE TABLE stop_times (
	schedule_id bigint NOT NULL REFERENCES route_schedules,
	seq         smallint NOT NULL,
	arrived_at  timestamptz,
	departed_at timestamptz,
	source      text NOT NULL CHECK (source IN ('gps', 'driver')),
	PRIMARY KEY (schedule_id, seq)
);
COMMENT ON TABLE stop_times IS 'When a trip really was at a stop';

CREATE TABLE geofences (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id   bigint REFERENCES partners,
	name         text NOT NULL,
	kind         text NOT NULL CHECK (kind IN ('operational', 'restricted', 'speed', 'border', 'station')),
	centre       point,
	radius_m     integer CHECK (radius_m > 0),
	outline      polygon,
	limit_kmh    smallint,
	active_hours int4range,
	is_active    boolean NOT NULL DEFAULT true,
	created_at   timestamptz NOT NULL DEFAULT now(),
	CHECK ((outline IS NULL) <> (centre IS NULL AND radius_m IS NULL))
);
COMMENT ON TABLE geofences IS 'Areas that mean something for a bus inside or outside of them: a circle or an outline';
CREATE INDEX geofences_outline ON geofences USING gist (outline);

CREATE TABLE fleet_alerts (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	bus_id      bigint NOT NULL REFERENCES buses,
	schedule_id bigint REFERENCES route_schedules,
	kind        text NOT NULL CHECK (kind IN ('deviation', 'overspeed', 'fence', 'stopped', 'silent', 'delay', 'sos')),
	began_at    timestamptz NOT NULL,
	ended_at    timestamptz,
	location    point,
	details     jsonb NOT NULL DEFAULT '{}',
	seen_by     bigint REFERENCES users,
	seen_at     timestamptz,
	UNIQUE (bus_id, kind, began_at)
);
COMMENT ON TABLE fleet_alerts IS 'What the fleet process noticed; its natural key keeps a replay from repeating it';
CREATE INDEX fleet_alerts_open ON fleet_alerts (bus_id) WHERE ended_at IS NULL;

CREATE TABLE bus_maintenance (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	bus_id     bigint NOT NULL REFERENCES buses,
	kind       text NOT NULL,
	note       text,
	due_at     timestamptz,
	done_at    timestamptz,
	odometer_km integer,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE bus_maintenance IS 'Maintenance due and done, with documents that expire';
CREATE INDEX bus_maintenance_bus ON bus_maintenance (bus_id, due_at);
