-- Guards that no program can pass: the ledger balances at commit, history is never rewritten.

-- ledger_balanced: trigger at commit: the lines of a transaction sum to zero and are at least two.
CREATE FUNCTION ledger_balanced()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	total numeric;
	lines bigint;
BEGIN
	SELECT sum(amount_c), count(*) INTO total, lines FROM ledger_line WHERE tx_id = NEW.tx_id;
	IF total <> 0 OR lines < 2 THEN
		RAISE EXCEPTION 'ledger transaction % is not balanced: % centimes in % lines', NEW.tx_id, total, lines;
	END IF;
	RETURN NULL;
END $$;

-- append_only: trigger that refuses to change or delete a row of history, whoever asks.
CREATE FUNCTION append_only()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append only', TG_TABLE_NAME;
END $$;

CREATE CONSTRAINT TRIGGER ledger_line_balanced AFTER INSERT ON ledger_line
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
CREATE TRIGGER ledger_line_append_only BEFORE UPDATE OR DELETE ON ledger_line
	FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER ledger_tx_append_only BEFORE UPDATE OR DELETE ON ledger_tx
	FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER booking_history_append_only BEFORE UPDATE OR DELETE ON booking_history
	FOR EACH ROW EXECUTE FUNCTION append_only();
