-- The rest of the schema: preferences, extras, settlements, reviews, audit, retention.

CREATE TABLE user_preferences (
	user_id bigint NOT NULL REFERENCES users,
	key     text NOT NULL,
	value   jsonb NOT NULL,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE user_preferences IS 'What a person chose: language, notices, favourite places';

CREATE TABLE saved_passengers (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	user_id    bigint NOT NULL REFERENCES users,
	first_name text NOT NULL,
	last_name  text NOT NULL,
	id_number  text,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE saved_passengers IS 'People somebody often books for';
CREATE INDEX saved_passengers_user ON saved_passengers (user_id);

CREATE TABLE payment_methods (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	user_id    bigint NOT NULL REFERENCES users,
	kind       text NOT NULL CHECK (kind IN ('cib', 'edahabia', 'cash', 'wallet')),
	label      text,
	is_default boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE payment_methods IS 'How a person likes to pay: kinds only, never card numbers';
CREATE INDEX payment_methods_user ON payment_methods (user_id);

CREATE TABLE consents (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	user_id    bigint REFERENCES users,
	booking_id bigint REFERENCES booking_keys,
	subject    text NOT NULL,
	version    text NOT NULL,
	granted    boolean NOT NULL,
	at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE consents IS 'Terms and uses of personal data somebody agreed to or took back';
CREATE INDEX consents_user ON consents (user_id);

CREATE TABLE booking_ancillaries (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	item_id     bigint NOT NULL REFERENCES booking_items,
	kind        text NOT NULL CHECK (kind IN ('luggage', 'extra_seat', 'insurance')),
	quantity    integer NOT NULL CHECK (quantity > 0),
	price_c     bigint NOT NULL CHECK (price_c >= 0),
	commission_c bigint NOT NULL DEFAULT 0,
	state       text NOT NULL,
	created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE booking_ancillaries IS 'Extras of a passenger on a trip, each with its own price and refund';
CREATE INDEX booking_ancillaries_item ON booking_ancillaries (item_id);

CREATE TABLE partner_settlements (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id   bigint NOT NULL REFERENCES partners,
	period_start date NOT NULL,
	period_end   date NOT NULL CHECK (period_end >= period_start),
	status       text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed', 'reviewed', 'disputed', 'approved', 'paid', 'reconciled')),
	gross_c      bigint NOT NULL DEFAULT 0,
	commission_c bigint NOT NULL DEFAULT 0,
	refunds_c    bigint NOT NULL DEFAULT 0,
	fees_c       bigint NOT NULL DEFAULT 0,
	net_c        bigint NOT NULL DEFAULT 0,
	approved_by  bigint REFERENCES users,
	paid_by      bigint REFERENCES users,
	file_hash    bytea,
	created_at   timestamptz NOT NULL DEFAULT now(),
	closed_at    timestamptz,
	UNIQUE (partner_id, period_start),
	CHECK (approved_by IS NULL OR paid_by IS NULL OR approved_by <> paid_by)
);
COMMENT ON TABLE partner_settlements IS 'What a company is owed for a period; never edited once closed';

CREATE TABLE partner_settlement_lines (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	settlement_id bigint NOT NULL REFERENCES partner_settlements,
	ledger_tx_id  bigint NOT NULL REFERENCES ledger_tx,
	item_id       bigint REFERENCES booking_items,
	kind          text NOT NULL,
	amount_c      bigint NOT NULL,
	UNIQUE (settlement_id, ledger_tx_id, item_id, kind)
);
COMMENT ON TABLE partner_settlement_lines IS 'The postings a settlement sums up';

CREATE TABLE reviews (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	item_id     bigint NOT NULL UNIQUE REFERENCES booking_items,
	route_id    bigint NOT NULL REFERENCES routes,
	user_id     bigint REFERENCES users,
	rating      smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
	words       text,
	answer      text,
	status      text NOT NULL DEFAULT 'shown' CHECK (status IN ('shown', 'hidden')),
	created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE reviews IS 'What passengers who boarded say, with the company''s answer';
CREATE INDEX reviews_route ON reviews (route_id, created_at DESC);

CREATE TABLE audit_log (
	id         bigint GENERATED ALWAYS AS IDENTITY,
	at         timestamptz NOT NULL DEFAULT clock_timestamp(),
	actor      text NOT NULL,
	user_id    bigint,
	partner_id bigint,
	action     text NOT NULL,
	object     text NOT NULL,
	fields     text[] NOT NULL DEFAULT '{}',
	was_hash   bytea,
	became_hash bytea,
	reason     text,
	request_id text,
	PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
COMMENT ON TABLE audit_log IS 'Who did what to which object: names of fields and keyed hashes, never values, so that erasing a person breaks nothing. By month, append only';
CREATE INDEX audit_log_partner ON audit_log (partner_id, at DESC) WHERE partner_id IS NOT NULL;
CREATE INDEX audit_log_object ON audit_log (object, at DESC);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
	FOR EACH ROW EXECUTE FUNCTION append_only();

CREATE TABLE retention (
	table_name text PRIMARY KEY,
	keep_days  integer NOT NULL CHECK (keep_days > 0),
	action     text NOT NULL CHECK (action IN ('drop_partition', 'delete', 'archive', 'erase_persons')),
	why        text NOT NULL
);
COMMENT ON TABLE retention IS 'How long each kind of data is kept and what happens then; a timer of the worker does it';
INSERT INTO retention (table_name, keep_days, action, why) VALUES
	('bus_locations', 90, 'drop_partition', 'positions in detail'),
	('bus_location_hours', 365, 'delete', 'positions by hour'),
	('idempotency_keys', 1, 'delete', 'repeated requests'),
	('captchas', 2, 'delete', 'answered questions'),
	('booking_views', 2, 'delete', 'views by reference and phone'),
	('jobs', 14, 'delete', 'finished jobs'),
	('user_sessions', 60, 'delete', 'sign-ins that ended'),
	('revocations', 2, 'delete', 'tokens that have expired by then'),
	('notices', 365, 'delete', 'which messages went out'),
	('bookings', 365, 'archive', 'trips of past years'),
	('booking_passengers', 365, 'erase_persons', 'names and document numbers of past trips');
