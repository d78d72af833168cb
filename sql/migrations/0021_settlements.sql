-- What companies are owed: statements from the ledger, paid by two people. Bank lines, tills.

ALTER TABLE partner_settlements
	ADD COLUMN public_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	ADD COLUMN cash_c bigint NOT NULL DEFAULT 0,
	ADD COLUMN dispute text,
	ADD COLUMN paid_at timestamptz,
	ADD COLUMN bank_ref text;
COMMENT ON COLUMN partner_settlements.cash_c IS 'Cash its counters took for the platform and keep: set off against what it is owed';
COMMENT ON COLUMN partner_settlements.refunds_c IS 'Corrections of earlier periods';
COMMENT ON COLUMN partner_settlements.fees_c IS 'Its share of cancellation and exchange fees';
COMMENT ON COLUMN partner_settlements.net_c IS 'To be paid; negative: carried over, and nothing is paid until it is made up';
COMMENT ON COLUMN partner_settlements.file_hash IS 'SHA-256 of the transfer file it was paid with';
ALTER TABLE partner_settlement_lines ADD CONSTRAINT partner_settlement_lines_once UNIQUE (ledger_tx_id, settlement_id);
CREATE INDEX partner_settlement_lines_tx ON partner_settlement_lines (ledger_tx_id);

CREATE TABLE bank_lines (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	file_hash  bytea NOT NULL,
	line_no    integer NOT NULL,
	day        date NOT NULL,
	kind       text NOT NULL CHECK (kind IN ('capture', 'refund', 'settled', 'payout')),
	reference  text NOT NULL,
	amount_c   bigint NOT NULL CHECK (amount_c > 0),
	fee_c      bigint NOT NULL DEFAULT 0 CHECK (fee_c >= 0),
	found      text NOT NULL CHECK (found IN ('matched', 'theirs_only', 'differs')),
	note       text,
	created_at timestamptz NOT NULL DEFAULT now(),
	UNIQUE (file_hash, line_no),
	UNIQUE (kind, reference)
);
COMMENT ON TABLE bank_lines IS 'What the bank reports, each line once, and what it was matched with';
CREATE INDEX bank_lines_day ON bank_lines (day);
