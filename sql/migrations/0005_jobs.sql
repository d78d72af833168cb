-- Work that follows a commit: queue and outbox in one table, and the record of effects.

CREATE TABLE jobs (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	lane         text NOT NULL CHECK (lane IN ('money', 'messages', 'documents', 'timers')),
	kind         text NOT NULL,
	dedup_key    text,
	payload      jsonb NOT NULL DEFAULT '{}',
	priority     smallint NOT NULL DEFAULT 100,
	run_at       timestamptz NOT NULL DEFAULT now(),
	state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
	attempts     integer NOT NULL DEFAULT 0,
	max_attempts integer NOT NULL DEFAULT 10,
	lease_until  timestamptz,
	fence        bigint NOT NULL DEFAULT 0,
	error        text,
	created_at   timestamptz NOT NULL DEFAULT now(),
	done_at      timestamptz
);
COMMENT ON TABLE jobs IS 'Inserted in the business transaction, claimed with SKIP LOCKED, leased with a fencing token; payloads carry ids only';
CREATE INDEX jobs_ready ON jobs (lane, priority, run_at) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_done ON jobs (done_at) WHERE state = 'done';
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';
CREATE UNIQUE INDEX jobs_dedup ON jobs (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state IN ('waiting', 'running');

CREATE TABLE job_effects (
	key text PRIMARY KEY,
	at  timestamptz NOT NULL DEFAULT now(),
	answer jsonb
);
COMMENT ON TABLE job_effects IS 'Side effects already made, by their own key: a job run twice does not repeat them';

CREATE TABLE notices (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	booking_id  bigint REFERENCES booking_keys,
	user_id     bigint REFERENCES users,
	channel     text NOT NULL CHECK (channel IN ('sms', 'email')),
	template    text NOT NULL,
	state       text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'skipped')),
	provider_id text UNIQUE,
	segments    smallint,
	error       text,
	created_at  timestamptz NOT NULL DEFAULT now(),
	sent_at     timestamptz
);
COMMENT ON TABLE notices IS 'Messages to people: which text went where and what became of it; addresses are read from the booking when sending';
CREATE INDEX notices_booking ON notices (booking_id);

CREATE TABLE receipt_mails (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	booking_id bigint NOT NULL REFERENCES booking_keys,
	email      text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE receipt_mails IS 'Addresses a receipt was asked to be sent to; a row is gone once it is sent';

CREATE TABLE timers (
	kind    text PRIMARY KEY,
	every_s integer NOT NULL CHECK (every_s > 0),
	next_at timestamptz NOT NULL DEFAULT now(),
	last_at timestamptz,
	last_ms integer,
	error   text
);
COMMENT ON TABLE timers IS 'Recurring work of the worker, one row each';

INSERT INTO timers (kind, every_s) VALUES
	('bookings.expire', 5),
	('payments.poll', 1),
	('jobs.rescue', 15),
	('partitions.keep', 3600),
	('idempotency.purge', 600),
	('documents.sweep', 3600);
