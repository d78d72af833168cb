-- Statements nobody can change once they are closed, and the files the bank pays them from.

CREATE TABLE bank_transfers (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id  uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	reference  text NOT NULL UNIQUE,
	payouts    integer NOT NULL CHECK (payouts > 0),
	total_c    bigint NOT NULL CHECK (total_c > 0),
	content    bytea NOT NULL,
	file_hash  bytea NOT NULL CHECK (file_hash = sha256(content)),
	made_by    bigint REFERENCES users,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE bank_transfers IS 'Files given to the bank, one line for each payout: kept as they were, append only';
COMMENT ON COLUMN bank_transfers.made_by IS 'Who gave the second signature';
CREATE TRIGGER bank_transfers_append_only BEFORE UPDATE OR DELETE ON bank_transfers
	FOR EACH ROW EXECUTE FUNCTION append_only();

ALTER TABLE partner_settlements ADD COLUMN transfer_id bigint REFERENCES bank_transfers;
CREATE INDEX partner_settlements_transfer ON partner_settlements (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX partner_settlements_status ON partner_settlements (status, id);

-- settlement_kept: trigger: once closed a statement keeps its period and amounts, a signature stays that
-- of who gave it, and no statement is removed, whoever asks.
CREATE FUNCTION settlement_kept()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		RAISE EXCEPTION 'statement % is kept', OLD.id;
	ELSIF OLD.status <> 'open' AND ((NEW.public_id, NEW.partner_id, NEW.period_start, NEW.period_end, NEW.gross_c, NEW.commission_c, NEW.refunds_c,
			NEW.fees_c, NEW.cash_c, NEW.net_c, NEW.created_at, NEW.closed_at)
			IS DISTINCT FROM (OLD.public_id, OLD.partner_id, OLD.period_start, OLD.period_end, OLD.gross_c, OLD.commission_c, OLD.refunds_c,
			OLD.fees_c, OLD.cash_c, OLD.net_c, OLD.created_at, OLD.closed_at)
		OR OLD.approved_by IS NOT NULL AND NEW.approved_by IS DISTINCT FROM OLD.approved_by
		OR OLD.paid_by IS NOT NULL AND NEW.paid_by IS DISTINCT FROM OLD.paid_by
		OR OLD.file_hash IS NOT NULL AND NEW.file_hash IS DISTINCT FROM OLD.file_hash
		OR OLD.transfer_id IS NOT NULL AND NEW.transfer_id IS DISTINCT FROM OLD.transfer_id) THEN
		RAISE EXCEPTION 'statement % is closed', OLD.id;
	END IF;
	RETURN NEW;
END $$;

-- settlement_line_kept: trigger: lines come while their statement is made, and then stay.
CREATE FUNCTION settlement_line_kept()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF TG_OP <> 'INSERT' OR (SELECT s.status FROM partner_settlements s WHERE s.id = NEW.settlement_id) <> 'open' THEN
		RAISE EXCEPTION 'lines of a statement are kept';
	END IF;
	RETURN NEW;
END $$;

CREATE TRIGGER partner_settlements_kept BEFORE UPDATE OR DELETE ON partner_settlements
	FOR EACH ROW EXECUTE FUNCTION settlement_kept();
CREATE TRIGGER partner_settlement_lines_kept BEFORE INSERT OR UPDATE OR DELETE ON partner_settlement_lines
	FOR EACH ROW EXECUTE FUNCTION settlement_line_kept();

INSERT INTO timers (kind, every_s) VALUES ('settlements.close', 3600) ON CONFLICT DO NOTHING;
