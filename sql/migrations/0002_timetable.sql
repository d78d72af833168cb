-- What is sold: buses and their seat maps, routes, patterns, fares, dated departures.

CREATE TABLE seat_maps (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id bigint REFERENCES partners,
	name       text NOT NULL,
	kind       text NOT NULL CHECK (kind IN ('standard', 'vip', 'minibus', 'double', 'custom')),
	seats      smallint NOT NULL CHECK (seats BETWEEN 1 AND 64),
	layout     text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE seat_maps IS 'Immutable seat plans; a changed plan is a new row';
COMMENT ON COLUMN seat_maps.layout IS
'Rows of cells from front to back, rows end with a line feed, decks are separated by a line "--":
 # seat, . nothing, | aisle, D door, W driver, T toilet, S stairs. Seats are numbered 0.. in reading order (seat_no);
 the label is the row number with a letter per seat column from the left, e.g. 4C';

CREATE TABLE buses (
	id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id       bigint NOT NULL REFERENCES partners,
	license_plate    text NOT NULL UNIQUE,
	bus_model        text NOT NULL,
	manufacture_year integer CHECK (manufacture_year BETWEEN 1980 AND 2100),
	total_seats      integer NOT NULL CHECK (total_seats BETWEEN 1 AND 64),
	seat_map_id      bigint NOT NULL REFERENCES seat_maps,
	class            text NOT NULL DEFAULT 'standard' CHECK (class IN ('standard', 'comfort')),
	features         text[] NOT NULL DEFAULT '{}',
	status           text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'maintenance', 'retired')),
	last_maintenance timestamptz,
	created_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE buses IS 'Vehicles of the partners';
COMMENT ON COLUMN buses.features IS 'Amenity codes: ac wifi plug toilet tv reclining';
CREATE INDEX buses_partner ON buses (partner_id, status);

CREATE TABLE routes (
	id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id         bigint NOT NULL REFERENCES partners,
	origin             bigint NOT NULL REFERENCES places,
	destination        bigint NOT NULL REFERENCES places,
	origin_coords      point NOT NULL,
	destination_coords point NOT NULL,
	distance_km        numeric(7,1) NOT NULL CHECK (distance_km > 0),
	duration_minutes   integer NOT NULL CHECK (duration_minutes > 0),
	base_price_c       bigint NOT NULL CHECK (base_price_c > 0),
	total_seats        integer NOT NULL,
	bus_type           text NOT NULL CHECK (bus_type IN ('standard', 'comfort')),
	amenities          text[] NOT NULL DEFAULT '{}',
	is_active          boolean NOT NULL DEFAULT true,
	created_at         timestamptz NOT NULL DEFAULT now(),
	CHECK (origin <> destination)
);
COMMENT ON TABLE routes IS 'A company''s line in one direction';
CREATE INDEX routes_search ON routes (origin, destination, is_active);
CREATE INDEX routes_origin_coords ON routes USING gist (origin_coords);
CREATE INDEX routes_destination_coords ON routes USING gist (destination_coords);
CREATE INDEX routes_partner ON routes (partner_id, is_active);

CREATE TABLE route_patterns (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	route_id   bigint NOT NULL REFERENCES routes,
	version    integer NOT NULL,
	polyline   text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	UNIQUE (route_id, version)
);
COMMENT ON TABLE route_patterns IS 'Immutable path of a route: changing a route makes a new version, sold trips keep theirs';
COMMENT ON COLUMN route_patterns.polyline IS 'Encoded polyline, precision 5';

CREATE TABLE route_stops (
	pattern_id bigint NOT NULL REFERENCES route_patterns ON DELETE CASCADE,
	seq        smallint NOT NULL CHECK (seq BETWEEN 0 AND 63),
	place_id   bigint NOT NULL REFERENCES places,
	arr_s      integer NOT NULL CHECK (arr_s >= 0),
	dep_s      integer NOT NULL CHECK (dep_s >= arr_s),
	km         numeric(7,1) NOT NULL CHECK (km >= 0),
	PRIMARY KEY (pattern_id, seq)
);
COMMENT ON TABLE route_stops IS 'Stops of a pattern in order; arr_s and dep_s are seconds after the departure of the trip, km from its start';
CREATE INDEX route_stops_place ON route_stops (place_id, pattern_id, seq);

CREATE TABLE fares (
	pattern_id     bigint NOT NULL REFERENCES route_patterns ON DELETE CASCADE,
	class          text NOT NULL CHECK (class IN ('standard', 'comfort')),
	passenger_kind text NOT NULL DEFAULT 'adult' CHECK (passenger_kind IN ('adult', 'child', 'student', 'senior')),
	board_seq      smallint NOT NULL,
	alight_seq     smallint NOT NULL,
	amount_c       bigint NOT NULL CHECK (amount_c > 0),
	PRIMARY KEY (pattern_id, class, passenger_kind, board_seq, alight_seq),
	CHECK (board_seq < alight_seq)
);
COMMENT ON TABLE fares IS 'Price of a seat on a range of legs, per class and kind of passenger, at or below the regulated ceiling for standard class';

CREATE TABLE route_schedules (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	route_id        bigint NOT NULL REFERENCES routes,
	pattern_id      bigint NOT NULL REFERENCES route_patterns,
	service_date    date NOT NULL,
	departs_s       integer NOT NULL CHECK (departs_s BETWEEN 0 AND 172800),
	departure_time  timestamptz NOT NULL,
	arrival_time    timestamptz NOT NULL,
	bus_id          bigint NOT NULL REFERENCES buses,
	seat_map_id     bigint NOT NULL REFERENCES seat_maps,
	total_seats     smallint NOT NULL CHECK (total_seats BETWEEN 1 AND 64),
	class           text NOT NULL CHECK (class IN ('standard', 'comfort')),
	status          text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'on_sale', 'closed', 'boarding',
	                'en_route', 'interrupted', 'arrived', 'closed_out', 'cancelled')),
	cancel_reason   text,
	version         integer NOT NULL DEFAULT 1,
	available_seats integer NOT NULL,
	dynamic_price_c bigint,
	is_active       boolean NOT NULL DEFAULT true,
	created_at      timestamptz NOT NULL DEFAULT now(),
	UNIQUE (pattern_id, service_date, departs_s, bus_id),
	CHECK (arrival_time > departure_time),
	CHECK (departure_time = (service_date + departs_s * interval '1 second') AT TIME ZONE 'Africa/Algiers')
);
COMMENT ON TABLE route_schedules IS 'Dated departures (trips): service date and seconds after its midnight, so a night trip belongs to the evening it starts';
COMMENT ON COLUMN route_schedules.available_seats IS 'Seats free on every leg as last counted by the worker; for lists only, no decision reads it';
COMMENT ON COLUMN route_schedules.version IS 'Goes up with every change of time, stops, bus or price; a hold states the version it was priced for';
CREATE INDEX route_schedules_route ON route_schedules (route_id, service_date, departure_time);
CREATE INDEX route_schedules_pattern ON route_schedules (pattern_id, service_date);
CREATE INDEX route_schedules_daily ON route_schedules (service_date, status) WHERE is_active;
CREATE INDEX route_schedules_available ON route_schedules (available_seats) WHERE available_seats > 0;
CREATE INDEX route_schedules_bus ON route_schedules (bus_id, departure_time);
