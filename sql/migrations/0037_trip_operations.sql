-- What an office does to its departures and the bookings on them.

-- A reason beside the rules took its place.
DROP FUNCTION IF EXISTS partner_booking_cancel(bigint, uuid, bigint, text[], text, text);

CREATE TABLE trip_operations (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id   bigint NOT NULL REFERENCES partners,
	kind         text NOT NULL CHECK (kind IN ('cancel', 'time', 'bus', 'replace', 'stop')),
	schedule_id  bigint REFERENCES route_schedules,
	service_date date NOT NULL,
	route_id     bigint REFERENCES routes,
	reason       text NOT NULL,
	user_id      bigint,
	state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'failing', 'done')),
	trips        integer NOT NULL DEFAULT 0,
	total        integer NOT NULL DEFAULT 0,
	done         integer NOT NULL DEFAULT 0,
	failed       integer NOT NULL DEFAULT 0,
	request_id   text,
	created_at   timestamptz NOT NULL DEFAULT now(),
	ended_at     timestamptz,
	CHECK (done + failed <= total),
	CHECK ((state = 'done') = (ended_at IS NOT NULL))
);
COMMENT ON TABLE trip_operations IS 'What an office did to a departure, or to all of a day: a job goes through its bookings one by one';
COMMENT ON COLUMN trip_operations.schedule_id IS 'The departure; NULL: all of the day, of the route or of the company';
COMMENT ON COLUMN trip_operations.total IS 'Bookings concerned; done and failed are those gone through, as last counted';
CREATE INDEX trip_operations_partner ON trip_operations (partner_id, id DESC);
CREATE INDEX trip_operations_schedule ON trip_operations (schedule_id, id DESC) WHERE schedule_id IS NOT NULL;

CREATE TABLE trip_operation_trips (
	operation_id bigint NOT NULL REFERENCES trip_operations,
	schedule_id  bigint NOT NULL REFERENCES route_schedules,
	state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'skipped')),
	PRIMARY KEY (operation_id, schedule_id)
);
CREATE INDEX trip_operation_trips_schedule ON trip_operation_trips (schedule_id);
COMMENT ON TABLE trip_operation_trips IS 'Departures of an operation; skipped: it had left or was cancelled already';

CREATE TABLE trip_operation_bookings (
	operation_id bigint NOT NULL REFERENCES trip_operations,
	schedule_id  bigint NOT NULL REFERENCES route_schedules,
	booking_id   bigint NOT NULL REFERENCES booking_keys,
	state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'failed', 'done')),
	outcome      text,
	error        text,
	tries        integer NOT NULL DEFAULT 0,
	at           timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (operation_id, schedule_id, booking_id)
);
COMMENT ON TABLE trip_operation_bookings IS 'Bookings of an operation: what it did for each, or why it could not yet. Written in the transaction that did it';
CREATE INDEX trip_operation_bookings_open ON trip_operation_bookings (schedule_id, booking_id) WHERE state <> 'done';
