-- Places, organisations and people. Names fr/ar/en stand side by side; wilayas carry validity
-- dates because their number changes by law (58 today, 69 from 2027-01-01).

CREATE TABLE wilayas (
	code        smallint NOT NULL,
	name_fr     text NOT NULL,
	name_ar     text NOT NULL,
	name_en     text NOT NULL,
	valid_from  date NOT NULL,
	valid_until date,
	PRIMARY KEY (code, valid_from)
);
COMMENT ON TABLE wilayas IS 'Provinces with the dates between which each code holds';

CREATE TABLE places (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	kind        text NOT NULL CHECK (kind IN ('city', 'station')),
	city_id     bigint REFERENCES places,
	wilaya_code smallint NOT NULL,
	name_fr     text NOT NULL,
	name_ar     text NOT NULL,
	name_en     text NOT NULL,
	coords      point NOT NULL,
	weight      integer NOT NULL DEFAULT 0,
	is_active   boolean NOT NULL DEFAULT true,
	created_at  timestamptz NOT NULL DEFAULT now(),
	CHECK ((kind = 'station') = (city_id IS NOT NULL)),
	CHECK (coords[0] BETWEEN -90 AND 90 AND coords[1] BETWEEN -180 AND 180)
);
COMMENT ON TABLE places IS 'Cities and the stations in them; coords is (latitude, longitude)';
COMMENT ON COLUMN places.weight IS 'Rank among equal matches: about the number of inhabitants';
CREATE INDEX places_city ON places (city_id);
CREATE INDEX places_coords ON places USING gist (coords);

CREATE TABLE place_aliases (
	place_id bigint NOT NULL REFERENCES places ON DELETE CASCADE,
	alias    text NOT NULL,
	fold     text NOT NULL,
	is_name  boolean NOT NULL DEFAULT false,
	PRIMARY KEY (place_id, fold)
);
COMMENT ON TABLE place_aliases IS 'Every spelling a place is looked up by, folded by fold(); names included';
CREATE INDEX place_aliases_fold ON place_aliases (fold);
CREATE INDEX place_aliases_trgm ON place_aliases USING gin (fold gin_trgm_ops);

CREATE TABLE partners (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind           text NOT NULL DEFAULT 'operator' CHECK (kind IN ('operator', 'agency', 'station')),
	company_name   text NOT NULL,
	company_name_ar text NOT NULL,
	legal_id       text NOT NULL UNIQUE,
	tax_id         text,
	email          text NOT NULL,
	phone          text NOT NULL,
	address        text,
	status         text NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'active', 'suspended', 'closed')),
	commission_bps integer NOT NULL DEFAULT 0 CHECK (commission_bps BETWEEN 0 AND 5000),
	bank_details   jsonb,
	needs_id_number boolean NOT NULL DEFAULT false,
	luggage_kg     smallint NOT NULL DEFAULT 30,
	created_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE partners IS 'Organisations: bus companies, agencies, stations';
COMMENT ON COLUMN partners.commission_bps IS 'The platform''s share of a fare in hundredths of a percent';

CREATE TABLE cancel_rules (
	partner_id   bigint NOT NULL REFERENCES partners,
	hours_before integer NOT NULL CHECK (hours_before >= 0),
	fee_bps      integer NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
	PRIMARY KEY (partner_id, hours_before)
);
COMMENT ON TABLE cancel_rules IS 'Fee kept when a ticket is cancelled at least this many hours before departure; copied into the booking at purchase';

CREATE TABLE users (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id     uuid NOT NULL UNIQUE,
	email         text UNIQUE CHECK (email = lower(email)),
	phone         text UNIQUE CHECK (phone ~ '^\+[1-9][0-9]{7,14}$'),
	password_hash text,
	first_name    text,
	last_name     text,
	role          text NOT NULL DEFAULT 'customer' CHECK (role IN ('customer', 'driver', 'conductor',
	              'partner_owner', 'partner_planner', 'partner_cashier', 'partner_accountant',
	              'partner_viewer', 'support', 'finance', 'admin')),
	partner_id    bigint REFERENCES partners,
	lang          text NOT NULL DEFAULT 'fr' CHECK (lang IN ('fr', 'ar', 'en')),
	preferences   jsonb NOT NULL DEFAULT '{}',
	is_verified   boolean NOT NULL DEFAULT false,
	is_active     boolean NOT NULL DEFAULT true,
	created_at    timestamptz NOT NULL DEFAULT now(),
	updated_at    timestamptz NOT NULL DEFAULT now(),
	CHECK (email IS NOT NULL OR phone IS NOT NULL),
	CHECK ((role LIKE 'partner\_%' OR role IN ('driver', 'conductor')) = (partner_id IS NOT NULL))
);
COMMENT ON TABLE users IS 'Everyone who signs in';
CREATE INDEX users_created ON users (created_at DESC);
CREATE INDEX users_partner ON users (partner_id) WHERE partner_id IS NOT NULL;

CREATE TABLE user_sessions (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	user_id      bigint NOT NULL REFERENCES users,
	kind         text NOT NULL CHECK (kind IN ('web', 'refresh')),
	token_hash   bytea NOT NULL UNIQUE,
	previous_hash bytea,
	device       text,
	created_at   timestamptz NOT NULL DEFAULT now(),
	used_at      timestamptz NOT NULL DEFAULT now(),
	expires_at   timestamptz NOT NULL,
	revoked_at   timestamptz
);
COMMENT ON TABLE user_sessions IS 'A sign-in: a portal cookie or a family of refresh tokens; only hashes of secrets are kept';
CREATE INDEX user_sessions_user ON user_sessions (user_id) WHERE revoked_at IS NULL;
CREATE INDEX user_sessions_previous ON user_sessions (previous_hash) WHERE previous_hash IS NOT NULL;

CREATE TABLE revocations (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	session_id bigint,
	user_id    bigint,
	partner_id bigint,
	at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE revocations IS 'What access tokens must no longer be believed; processes re-read newer rows every 2 seconds';
CREATE INDEX revocations_at ON revocations (at);
