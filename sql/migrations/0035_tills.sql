-- Tills: shifts of cashiers that begin and end with a count; how much cash each organisation holds for the
-- platform, at hand for every sale.

CREATE TABLE till_shifts (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id    uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	partner_id   bigint NOT NULL REFERENCES partners,
	user_id      bigint NOT NULL REFERENCES users,
	opening_c    bigint NOT NULL CHECK (opening_c >= 0),
	opened_at    timestamptz NOT NULL DEFAULT now(),
	expected_c   bigint,
	counted_c    bigint CHECK (counted_c >= 0),
	difference_c bigint GENERATED ALWAYS AS (counted_c - expected_c) STORED,
	note         text,
	closed_by    bigint REFERENCES users,
	closed_at    timestamptz,
	CHECK ((closed_at IS NULL) = (counted_c IS NULL) AND (closed_at IS NULL) = (expected_c IS NULL))
);
COMMENT ON TABLE till_shifts IS 'A cashier''s till from the count in the morning to the count at the end; closed ones never change';
COMMENT ON COLUMN till_shifts.opening_c IS 'What was counted in the drawer at the start: change of the company';
COMMENT ON COLUMN till_shifts.expected_c IS 'What had to be there at the end: the start, plus cash taken, less cash given back';
CREATE UNIQUE INDEX till_shifts_open ON till_shifts (user_id) WHERE closed_at IS NULL;
CREATE INDEX till_shifts_partner ON till_shifts (partner_id, opened_at DESC);

-- till_kept: trigger: a closed shift does not change, and none is removed.
CREATE FUNCTION till_kept()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL THEN
		RAISE EXCEPTION 'till shift % is kept', OLD.id;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER till_shifts_kept BEFORE UPDATE OR DELETE ON till_shifts FOR EACH ROW EXECUTE FUNCTION till_kept();

ALTER TABLE payments ADD COLUMN shift_id bigint REFERENCES till_shifts;
COMMENT ON COLUMN payments.shift_id IS 'The till shift that took the cash; NULL for cards, and for cash taken outside a shift';
CREATE INDEX payments_shift ON payments (shift_id) WHERE shift_id IS NOT NULL;
ALTER TABLE refunds ADD COLUMN shift_id bigint REFERENCES till_shifts;
COMMENT ON COLUMN refunds.shift_id IS 'The till shift that gave the cash back';
CREATE INDEX refunds_shift ON refunds (shift_id) WHERE shift_id IS NOT NULL;

CREATE TABLE agent_floats (
	partner_id bigint PRIMARY KEY REFERENCES partners,
	balance_c  bigint NOT NULL
);
COMMENT ON TABLE agent_floats IS 'Balance of the ledger''s account agent_float:{partner}, kept by ledger_post: a sale reads one row under its lock';
INSERT INTO agent_floats (partner_id, balance_c)
SELECT substr(a.code, 13)::bigint, coalesce(sum(l.amount_c), 0) FROM ledger_accounts a LEFT JOIN ledger_line l ON l.account_id = a.id
WHERE a.code LIKE 'agent\_float:%' GROUP BY a.code;
