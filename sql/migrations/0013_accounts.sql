-- Accounts: invitations of staff and crews, copies of a person's data, an audit log nothing empties.

CREATE TABLE invitations (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id   uuid NOT NULL UNIQUE,
	partner_id  bigint NOT NULL REFERENCES partners,
	role        text NOT NULL CHECK (role IN ('driver', 'conductor', 'partner_owner', 'partner_planner', 'partner_cashier',
	            'partner_accountant', 'partner_viewer')),
	channel     text NOT NULL CHECK (channel IN ('sms', 'email')),
	address     text,
	first_name  text,
	last_name   text,
	lang        text NOT NULL CHECK (lang IN ('fr', 'ar', 'en')),
	token_hash  bytea NOT NULL UNIQUE,
	invited_by  bigint NOT NULL REFERENCES users,
	created_at  timestamptz NOT NULL DEFAULT now(),
	expires_at  timestamptz NOT NULL,
	accepted_at timestamptz,
	accepted_by bigint REFERENCES users,
	revoked_at  timestamptz,
	CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
COMMENT ON TABLE invitations IS 'Who a company asked to join it: a link by SMS or mail, good once. Name and address go when it ends';
CREATE INDEX invitations_partner ON invitations (partner_id, created_at DESC);
CREATE UNIQUE INDEX invitations_open ON invitations (partner_id, address) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_expiry ON invitations (expires_at) WHERE address IS NOT NULL;

CREATE TABLE user_exports (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id  uuid NOT NULL UNIQUE,
	user_id    bigint NOT NULL REFERENCES users,
	object_key text NOT NULL UNIQUE,
	created_at timestamptz NOT NULL DEFAULT now(),
	ready_at   timestamptz
);
COMMENT ON TABLE user_exports IS 'Copies of their own data that people asked for; the file itself lives as long as rendered documents do';
CREATE INDEX user_exports_user ON user_exports (user_id, created_at DESC);

ALTER TABLE saved_passengers ADD COLUMN age smallint CHECK (age BETWEEN 0 AND 130);
DROP INDEX user_sessions_user;
CREATE INDEX user_sessions_user ON user_sessions (user_id, used_at DESC);
CREATE INDEX reviews_user ON reviews (user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX payment_methods_once ON payment_methods (user_id, kind);

CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE INDEX audit_log_user ON audit_log (user_id, at DESC) WHERE user_id IS NOT NULL;

INSERT INTO retention (table_name, keep_days, action, why) VALUES
	('invitations', 90, 'delete', 'invitations to staff and crews'),
	('user_exports', 30, 'delete', 'copies of their data that people asked for'),
	('audit_log', 3650, 'drop_partition', 'who did what');
