-- Signing in: proof of phone and e-mail by codes, refresh families, tries counted where no restart
-- forgets them.

ALTER TABLE users DROP CONSTRAINT users_check;
ALTER TABLE users
	ADD COLUMN phone_verified_at timestamptz,
	ADD COLUMN email_verified_at timestamptz,
	ADD COLUMN password_at timestamptz,
	ADD COLUMN suspended_at timestamptz,
	ADD COLUMN erased_at timestamptz,
	ADD COLUMN audit_key uuid NOT NULL DEFAULT gen_random_uuid(),
	ADD CONSTRAINT users_reachable CHECK (email IS NOT NULL OR phone IS NOT NULL OR erased_at IS NOT NULL),
	ADD CONSTRAINT users_erased CHECK (erased_at IS NULL OR (NOT is_active AND password_hash IS NULL
		AND num_nonnulls(email, phone, first_name, last_name) = 0));
UPDATE users SET phone_verified_at = created_at WHERE is_verified AND phone IS NOT NULL;
UPDATE users SET email_verified_at = created_at WHERE is_verified AND email IS NOT NULL;
COMMENT ON COLUMN users.audit_key IS 'Key of the hashes the audit log keeps about this person; another one once the person is erased, so that nobody can test a guess against them';

ALTER TABLE user_sessions
	ADD COLUMN family_hash bytea UNIQUE,
	ADD COLUMN rotated_at timestamptz,
	ADD CONSTRAINT user_sessions_family CHECK (kind = 'web' OR family_hash IS NOT NULL OR revoked_at IS NOT NULL) NOT VALID;
COMMENT ON COLUMN user_sessions.family_hash IS 'Of the half that all refresh tokens of a family share: whoever shows it with another half than the newest replays one';

CREATE TABLE otps (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id    uuid NOT NULL UNIQUE,
	purpose      text NOT NULL CHECK (purpose IN ('register', 'login', 'reset', 'change', 'erase')),
	channel      text NOT NULL CHECK (channel IN ('sms', 'email')),
	address      text,
	address_hash bytea NOT NULL,
	prefix       text NOT NULL,
	source_hash  bytea NOT NULL,
	user_id      bigint REFERENCES users,
	lang         text NOT NULL CHECK (lang IN ('fr', 'ar', 'en')),
	details      jsonb NOT NULL DEFAULT '{}',
	tries        smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
	created_at   timestamptz NOT NULL DEFAULT now(),
	expires_at   timestamptz NOT NULL,
	used_at      timestamptz
);
COMMENT ON TABLE otps IS 'Codes sent to a phone or e-mail. The code itself is nowhere: it follows from the id under a key. Address and details are gone once the code was used or has expired';
COMMENT ON COLUMN otps.details IS 'What a right code brings about: names and password hash of a new account, the address before a change';
COMMENT ON COLUMN otps.user_id IS 'Whose code it is; none when nobody has the address, and then nothing is sent';
CREATE INDEX otps_address ON otps (address_hash, created_at);
CREATE INDEX otps_prefix ON otps (prefix, created_at) WHERE channel = 'sms';
CREATE INDEX otps_source ON otps (source_hash, created_at);
CREATE INDEX otps_created ON otps (created_at);
CREATE INDEX otps_user ON otps (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE login_tries (
	id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account bytea NOT NULL,
	source  bytea NOT NULL,
	at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE login_tries IS 'Passwords tried in vain, by keyed hashes of what was typed as account and of the network it came from; whether the account exists plays no part';
CREATE INDEX login_tries_account ON login_tries (account, at);
CREATE INDEX login_tries_source ON login_tries (source, at);
CREATE INDEX login_tries_at ON login_tries (at);

CREATE TABLE login_sources (
	account bytea NOT NULL,
	source  bytea NOT NULL,
	at      timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (account, source)
);
COMMENT ON TABLE login_sources IS 'Networks an account was entered from: a crowd of strangers who try passwords does not lock these out';
CREATE INDEX login_sources_at ON login_sources (at);

INSERT INTO retention (table_name, keep_days, action, why) VALUES
	('otps', 2, 'delete', 'codes that were sent'),
	('login_tries', 1, 'delete', 'passwords tried in vain'),
	('login_sources', 90, 'delete', 'networks an account was entered from');
INSERT INTO timers (kind, every_s) VALUES ('accounts.purge', 60);
