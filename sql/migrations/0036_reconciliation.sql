-- What the bank says against what is booked: orders are asked about again after they ended, lines of the bank's
-- own files are kept, and what does not agree waits for a person.

ALTER TABLE payment_attempts
	ADD COLUMN check_at timestamptz DEFAULT now() + interval '1 day',
	ADD COLUMN checks integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN payment_attempts.check_at IS 'When the bank is asked again what became of the order: a day after, then after 2, 4, ... days; NULL: no more';
CREATE INDEX payment_attempts_check ON payment_attempts (check_at) WHERE check_at IS NOT NULL;

CREATE TABLE reconcile_items (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	bucket      text NOT NULL CHECK (bucket IN ('ours_only', 'theirs_only')),
	reference   text NOT NULL,
	attempt_id  bigint REFERENCES payment_attempts,
	refund_id   bigint REFERENCES refunds,
	ours_c      bigint NOT NULL,
	theirs_c    bigint NOT NULL CHECK (theirs_c <> ours_c),
	reason      text NOT NULL CHECK (reason IN ('console_refund', 'late_capture', 'unknown_capture', 'not_at_bank', 'differs')),
	found_at    timestamptz NOT NULL DEFAULT now(),
	closed_at   timestamptz,
	closed_by   bigint REFERENCES users,
	closed_note text,
	CHECK (closed_by IS NULL OR closed_at IS NOT NULL)
);
COMMENT ON TABLE reconcile_items IS 'Where the bank and the books disagree: money only they have or only we have; open until a person has seen to it';
COMMENT ON COLUMN reconcile_items.reference IS 'The order number at the bank';
CREATE UNIQUE INDEX reconcile_items_open ON reconcile_items (reference, reason) WHERE closed_at IS NULL;
CREATE INDEX reconcile_items_found ON reconcile_items (found_at DESC, id DESC);

CREATE TABLE reconcile_days (
	day       date NOT NULL,
	bucket    text NOT NULL CHECK (bucket IN ('matched', 'ours_only', 'theirs_only')),
	n         bigint NOT NULL,
	PRIMARY KEY (day, bucket)
);
COMMENT ON TABLE reconcile_days IS 'How many orders of the bank were compared on a day, and how that came out';

INSERT INTO timers (kind, every_s) VALUES ('payments.reconcile', 600) ON CONFLICT DO NOTHING;
