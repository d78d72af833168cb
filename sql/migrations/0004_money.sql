-- Money: payments and their attempts at the bank, refunds, the ledger.

CREATE TABLE payment_accounts (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	partner_id bigint REFERENCES partners,
	gateway    text NOT NULL CHECK (gateway IN ('satim', 'cash')),
	label      text NOT NULL,
	is_active  boolean NOT NULL DEFAULT true,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE payment_accounts IS 'Where money arrives: a partner''s own bank contract, or the platform''s (partner_id NULL)';

CREATE TABLE payments (
	id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id        uuid NOT NULL UNIQUE,
	booking_id       bigint NOT NULL REFERENCES booking_keys,
	account_id       bigint NOT NULL REFERENCES payment_accounts,
	amount_c         bigint NOT NULL CHECK (amount_c > 0),
	currency         text NOT NULL DEFAULT 'DZD' CHECK (currency = 'DZD'),
	method           text NOT NULL CHECK (method IN ('card', 'cash')),
	status           text NOT NULL CHECK (status IN ('pending', 'captured', 'refused', 'expired', 'cancelled',
	                 'review', 'partly_refunded', 'refunded')),
	transaction_id   text UNIQUE,
	gateway_response jsonb,
	captured_at      timestamptz,
	created_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE payments IS 'What a booking owes and how it was settled; one is open at a time';
COMMENT ON COLUMN payments.transaction_id IS 'The bank''s order id, or the counter receipt number';
COMMENT ON COLUMN payments.gateway_response IS 'The bank''s answer as received, card number masked by the bank';
CREATE INDEX payments_booking ON payments (booking_id);
CREATE INDEX payments_status ON payments (status, created_at DESC);
CREATE UNIQUE INDEX payments_open ON payments (booking_id) WHERE status = 'pending';

CREATE TABLE payment_attempts (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	payment_id   bigint NOT NULL REFERENCES payments,
	order_number text NOT NULL UNIQUE CHECK (order_number ~ '^[2-9A-HJ-NP-Z]{10}$'),
	udf1         text NOT NULL UNIQUE,
	return_hash  bytea NOT NULL UNIQUE,
	lang         text NOT NULL CHECK (lang IN ('fr', 'ar', 'en')),
	amount_c     bigint NOT NULL CHECK (amount_c > 0),
	state        text NOT NULL CHECK (state IN ('initiated', 'registered', 'captured', 'refused', 'expired',
	             'cancelled', 'unknown', 'review', 'refund_due')),
	md_order     text UNIQUE,
	form_url     text,
	reason       text,
	answer       jsonb,
	polls        integer NOT NULL DEFAULT 0,
	next_poll_at timestamptz,
	created_at   timestamptz NOT NULL DEFAULT now(),
	ended_at     timestamptz
);
COMMENT ON TABLE payment_attempts IS 'A visit to the bank; the row exists before the bank is called, its numbers are random and never reused';
CREATE INDEX payment_attempts_payment ON payment_attempts (payment_id);
CREATE INDEX payment_attempts_poll ON payment_attempts (next_poll_at) WHERE state IN ('initiated', 'registered', 'unknown');
CREATE UNIQUE INDEX payment_attempts_captured ON payment_attempts (payment_id) WHERE state = 'captured';
COMMENT ON INDEX payment_attempts_captured IS 'A payment is captured once; a second capture becomes refund_due and goes back';

CREATE TABLE refunds (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id   uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	payment_id  bigint NOT NULL REFERENCES payments,
	attempt_id  bigint REFERENCES payment_attempts,
	booking_id  bigint NOT NULL REFERENCES booking_keys,
	amount_c    bigint NOT NULL CHECK (amount_c > 0),
	fee_c       bigint NOT NULL DEFAULT 0 CHECK (fee_c >= 0),
	state       text NOT NULL CHECK (state IN ('quoted', 'approved', 'submitted', 'done', 'failed', 'manual', 'cancelled')),
	reason      text NOT NULL,
	override_reason text,
	answer      jsonb,
	created_at  timestamptz NOT NULL DEFAULT now(),
	updated_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE refunds IS 'Money going back: by the bank call of the worker, by hand when the bank refuses';
CREATE INDEX refunds_payment ON refunds (payment_id);
CREATE INDEX refunds_attempt ON refunds (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX refunds_open ON refunds (state) WHERE state IN ('approved', 'submitted', 'failed', 'manual');

CREATE TABLE ledger_accounts (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code       text NOT NULL UNIQUE,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ledger_accounts IS 'gateway_receivable:satim, customer_deposit, partner_payable:7, ...';

CREATE TABLE ledger_tx (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind       text NOT NULL,
	booking_id bigint REFERENCES booking_keys,
	idem_key   text NOT NULL UNIQUE,
	reverses   bigint REFERENCES ledger_tx,
	at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ledger_tx IS 'A business event in double entry; idem_key names the event, so it is booked once';
CREATE INDEX ledger_tx_booking ON ledger_tx (booking_id);

CREATE TABLE ledger_line (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	tx_id      bigint NOT NULL REFERENCES ledger_tx,
	account_id bigint NOT NULL REFERENCES ledger_accounts,
	amount_c   bigint NOT NULL CHECK (amount_c <> 0)
);
COMMENT ON TABLE ledger_line IS 'Signed centimes; the lines of a transaction sum to zero. Append only';
CREATE INDEX ledger_line_tx ON ledger_line (tx_id);
CREATE INDEX ledger_line_account ON ledger_line (account_id);

CREATE TABLE captchas (
	id      bytea PRIMARY KEY,
	used_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE captchas IS 'Text questions already answered: each serves once';
