-- What may happen after a sale: legal changes of state as data, checked and remembered by the database;
-- quotes; exchanges; who bears a fee.

CREATE TABLE transitions (
	machine text NOT NULL CHECK (machine IN ('booking', 'item', 'payment', 'attempt', 'refund', 'settlement', 'trip')),
	was     text NOT NULL,
	became  text NOT NULL,
	event   text NOT NULL,
	PRIMARY KEY (machine, was, became)
);
COMMENT ON TABLE transitions IS 'Every legal change of a state; a trigger refuses all others, whoever asks';

INSERT INTO transitions (machine, was, became, event)
SELECT machine, was, trim(unnest(string_to_array(became, ','))), event FROM (VALUES
	('item', 'held', 'paying', 'payment started'),
	('item', 'held', 'confirmed', 'paid at a counter, or a new seat of an exchange taken'),
	('item', 'held', 'expired, cancelled', 'time over, or given back'),
	('item', 'held', 'review, refund_due', 'the bank contradicts itself, or paid too late'),
	('item', 'paying', 'confirmed', 'payment captured'),
	('item', 'paying', 'held', 'payment refused'),
	('item', 'paying', 'expired, cancelled', 'not paid, or its trip was cancelled'),
	('item', 'paying', 'review', 'the bank contradicts itself'),
	('item', 'paying', 'refund_due', 'paid, and no seat left'),
	('item', 'review', 'confirmed', 'found to be paid'),
	('item', 'review', 'expired, cancelled', 'found not to be paid'),
	('item', 'review', 'refund_due', 'paid, and no seat left'),
	('item', 'expired', 'confirmed', 'paid late, seated again'),
	('item', 'expired', 'refund_due', 'paid late, no seat left'),
	('item', 'cancelled', 'confirmed', 'paid late, seated again'),
	('item', 'cancelled', 'refund_due', 'paid late, no seat left'),
	('item', 'confirmed', 'cancelled', 'cancel quote accepted'),
	('item', 'confirmed', 'exchanging', 'new seat held'),
	('item', 'exchanging', 'exchanged', 'new seat taken'),
	('item', 'exchanging', 'confirmed', 'exchange given up'),
	('item', 'exchanging', 'disrupted', 'trip cancelled'),
	('item', 'confirmed', 'boarded', 'ticket scanned'),
	('item', 'confirmed', 'completed', 'the trip ran without scanners'),
	('item', 'confirmed', 'no_show', 'the trip left without them'),
	('item', 'confirmed', 'disrupted', 'trip cancelled'),
	('item', 'boarded', 'completed', 'arrived'),
	('item', 'boarded', 'disrupted', 'trip cancelled'),
	('item', 'disrupted', 'refunded', 'money is back'),
	('item', 'disrupted', 'confirmed', 'carried by another trip'),
	('item', 'refund_due', 'refunded', 'money is back'),
	('booking', 'held', 'paying', 'payment started'),
	('booking', 'held', 'held_cash', 'cash chosen'),
	('booking', 'held', 'confirmed', 'sold at a counter, or paid by an order thought dead'),
	('booking', 'held', 'expired, cancelled', 'time over, or given back'),
	('booking', 'held', 'review, refund_due', 'the bank contradicts itself, or paid too late'),
	('booking', 'held_cash', 'confirmed', 'cash taken, or paid by an order thought dead'),
	('booking', 'held_cash', 'expired, cancelled', 'time over, or given back'),
	('booking', 'held_cash', 'refund_due', 'paid by an order thought dead, no seat left'),
	('booking', 'paying', 'confirmed', 'payment captured'),
	('booking', 'paying', 'held', 'payment refused'),
	('booking', 'paying', 'expired, cancelled', 'not paid, or its trip was cancelled'),
	('booking', 'paying', 'review', 'the bank contradicts itself'),
	('booking', 'paying', 'refund_due', 'paid, and no seat left'),
	('booking', 'review', 'confirmed', 'found to be paid'),
	('booking', 'review', 'expired, cancelled', 'found not to be paid'),
	('booking', 'review', 'refund_due', 'paid, and no seat left'),
	('booking', 'expired', 'confirmed', 'paid late, seated again'),
	('booking', 'expired', 'refund_due', 'paid late, no seat left'),
	('booking', 'cancelled', 'confirmed', 'paid late, seated again'),
	('booking', 'cancelled', 'refund_due', 'paid late, no seat left'),
	('booking', 'confirmed', 'partially_cancelled, cancelled', 'passengers cancelled'),
	('booking', 'confirmed', 'disrupted', 'trip cancelled'),
	('booking', 'confirmed', 'completed', 'travelled'),
	('booking', 'partially_cancelled', 'cancelled', 'the rest cancelled'),
	('booking', 'partially_cancelled', 'disrupted', 'trip of the rest cancelled'),
	('booking', 'partially_cancelled', 'completed', 'the rest travelled'),
	('booking', 'partially_cancelled', 'confirmed', 'carried by another trip'),
	('booking', 'disrupted', 'refunded', 'money is back'),
	('booking', 'disrupted', 'confirmed, partially_cancelled', 'carried by another trip'),
	('booking', 'refund_due', 'refunded', 'money is back'),
	('payment', 'pending', 'captured', 'money received'),
	('payment', 'pending', 'refused, expired, cancelled', 'ended without money'),
	('payment', 'pending', 'review', 'the bank contradicts itself'),
	('payment', 'refused', 'captured', 'captured late'),
	('payment', 'expired', 'captured', 'captured late'),
	('payment', 'cancelled', 'captured', 'captured late'),
	('payment', 'review', 'captured', 'found to be paid'),
	('payment', 'review', 'refused, expired, cancelled', 'found not to be paid'),
	('payment', 'captured', 'partly_refunded, refunded', 'money went back'),
	('payment', 'partly_refunded', 'refunded', 'the rest went back'),
	('attempt', 'initiated', 'registered', 'the bank knows the order'),
	('attempt', 'initiated', 'refused, expired, cancelled', 'the bank said no'),
	('attempt', 'initiated', 'unknown', 'no answer'),
	('attempt', 'initiated', 'review', 'the bank contradicts itself'),
	('attempt', 'initiated', 'refund_due', 'captured'),
	('attempt', 'registered', 'refused, expired, cancelled', 'the bank said no'),
	('attempt', 'registered', 'unknown', 'no answer'),
	('attempt', 'registered', 'review', 'the bank contradicts itself'),
	('attempt', 'registered', 'refund_due', 'captured'),
	('attempt', 'unknown', 'registered', 'the bank knows the order after all'),
	('attempt', 'unknown', 'refused, expired, cancelled', 'the bank said no'),
	('attempt', 'unknown', 'review', 'the bank contradicts itself'),
	('attempt', 'unknown', 'refund_due', 'captured'),
	('attempt', 'refused', 'refund_due', 'captured late'),
	('attempt', 'expired', 'refund_due', 'captured late'),
	('attempt', 'cancelled', 'refund_due', 'captured late'),
	('attempt', 'review', 'refund_due', 'found to be captured'),
	('attempt', 'review', 'refused, expired, cancelled', 'found not to be captured'),
	('attempt', 'refund_due', 'captured', 'captured, and a seat found for it'),
	('refund', 'quoted', 'approved, cancelled', 'accepted or left'),
	('refund', 'approved', 'submitted', 'sent to the bank'),
	('refund', 'approved', 'done', 'the bank had made it already'),
	('refund', 'approved', 'manual, failed, cancelled', 'not by the bank'),
	('refund', 'submitted', 'done', 'the bank made it'),
	('refund', 'submitted', 'approved', 'surely not made: once more'),
	('refund', 'submitted', 'failed, manual', 'the bank refused'),
	('refund', 'failed', 'manual', 'a person takes it over'),
	('refund', 'failed', 'submitted, done', 'made after all'),
	('refund', 'manual', 'done', 'given back by hand'),
	('settlement', 'open', 'closed', 'cut off'),
	('settlement', 'closed', 'reviewed', 'looked at by the company'),
	('settlement', 'reviewed', 'disputed', 'the company disagrees'),
	('settlement', 'disputed', 'reviewed', 'settled between them'),
	('settlement', 'reviewed', 'approved', 'first signature'),
	('settlement', 'approved', 'paid', 'second signature'),
	('settlement', 'paid', 'reconciled', 'seen on the bank account'),
	('trip', 'draft', 'on_sale', 'published'),
	('trip', 'draft', 'cancelled', 'cancelled'),
	('trip', 'on_sale', 'draft', 'withdrawn before the first sale'),
	('trip', 'on_sale', 'closed', 'sale over'),
	('trip', 'on_sale', 'boarding', 'boarding began'),
	('trip', 'on_sale', 'en_route', 'left'),
	('trip', 'on_sale', 'arrived', 'time of arrival passed, nobody reported'),
	('trip', 'on_sale', 'cancelled', 'cancelled'),
	('trip', 'closed', 'on_sale', 'opened again'),
	('trip', 'closed', 'boarding', 'boarding began'),
	('trip', 'closed', 'en_route', 'left'),
	('trip', 'closed', 'arrived', 'time of arrival passed, nobody reported'),
	('trip', 'closed', 'cancelled', 'cancelled'),
	('trip', 'boarding', 'en_route', 'left'),
	('trip', 'boarding', 'arrived', 'time of arrival passed, nobody reported'),
	('trip', 'boarding', 'cancelled', 'cancelled'),
	('trip', 'en_route', 'interrupted', 'broke down'),
	('trip', 'en_route', 'arrived', 'arrived'),
	('trip', 'interrupted', 'en_route', 'goes on'),
	('trip', 'interrupted', 'arrived', 'arrived'),
	('trip', 'arrived', 'closed_out', 'revenue recognised')
) AS t (machine, was, became, event);

CREATE TABLE state_history (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	machine   text NOT NULL,
	object_id bigint NOT NULL,
	was       text NOT NULL,
	became    text NOT NULL,
	actor     text NOT NULL,
	user_id   bigint,
	reason    text,
	at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE state_history IS 'Every change of state of an item once sold, a payment, an attempt, a refund, a settlement, a trip: append only, written by the trigger that checks it';
CREATE INDEX state_history_object ON state_history (machine, object_id, id);
CREATE TRIGGER state_history_append_only BEFORE UPDATE OR DELETE ON state_history
	FOR EACH ROW EXECUTE FUNCTION append_only();

-- state_checked: trigger: a change of state is in the table of transitions, and remembered with who and
-- why (acting() says so; without it the program is the actor). Items on their way to a sale move with
-- their booking, whose history tells it.
CREATE FUNCTION state_checked()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	kind text := TG_ARGV[0];
	old_state text;
	new_state text;
BEGIN
	IF kind IN ('item', 'attempt', 'refund') THEN
		old_state := OLD.state;
		new_state := NEW.state;
	ELSE
		old_state := OLD.status;
		new_state := NEW.status;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM transitions t WHERE t.machine = kind AND t.was = old_state AND t.became = new_state) THEN
		RAISE EXCEPTION '% % may not go from % to %', kind, NEW.id, old_state, new_state USING ERRCODE = 'check_violation';
	END IF;
	IF kind <> 'booking' AND NOT (kind = 'item' AND new_state IN ('held', 'paying', 'expired')) THEN
		INSERT INTO state_history (machine, object_id, was, became, actor, user_id, reason)
		VALUES (kind, NEW.id, old_state, new_state,
			coalesce(nullif(current_setting('abrid.actor', true), ''), replace(session_user, 'abrid_', '')),
			nullif(current_setting('abrid.person', true), '')::bigint, nullif(current_setting('abrid.why', true), ''));
	END IF;
	RETURN NEW;
END $$;

ALTER TABLE booking_items DROP CONSTRAINT booking_items_state_check,
	ADD CONSTRAINT booking_items_state_check CHECK (state IN ('held', 'paying', 'confirmed', 'boarded', 'completed', 'no_show',
		'expired', 'cancelled', 'exchanging', 'exchanged', 'disrupted', 'refund_due', 'refunded', 'review')),
	ADD COLUMN replaces bigint REFERENCES booking_items,
	ADD COLUMN shown boolean NOT NULL GENERATED ALWAYS AS (state <> 'exchanged'
		AND (replaces IS NULL OR state NOT IN ('held', 'paying', 'expired'))) STORED;
COMMENT ON COLUMN booking_items.replaces IS 'The item this one takes the place of in an exchange';
COMMENT ON COLUMN booking_items.shown IS 'Part of the booking as people see it: neither given up for another seat nor offered for one';

CREATE TRIGGER bookings_state BEFORE UPDATE OF status ON bookings FOR EACH ROW
	WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION state_checked('booking');
CREATE TRIGGER booking_items_state BEFORE UPDATE OF state ON booking_items FOR EACH ROW
	WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION state_checked('item');
CREATE TRIGGER payments_state BEFORE UPDATE OF status ON payments FOR EACH ROW
	WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION state_checked('payment');
CREATE TRIGGER payment_attempts_state BEFORE UPDATE OF state ON payment_attempts FOR EACH ROW
	WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION state_checked('attempt');
CREATE TRIGGER refunds_state BEFORE UPDATE OF state ON refunds FOR EACH ROW
	WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION state_checked('refund');
CREATE TRIGGER partner_settlements_state BEFORE UPDATE OF status ON partner_settlements FOR EACH ROW
	WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION state_checked('settlement');
CREATE TRIGGER route_schedules_state BEFORE UPDATE OF status ON route_schedules FOR EACH ROW
	WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION state_checked('trip');

ALTER TABLE partners
	ADD COLUMN fee_share_bps integer NOT NULL DEFAULT 7000 CHECK (fee_share_bps BETWEEN 0 AND 10000),
	ADD COLUMN exchange_fee_c bigint NOT NULL DEFAULT 5000 CHECK (exchange_fee_c >= 0 AND exchange_fee_c % 100 = 0),
	ADD COLUMN float_limit_c bigint NOT NULL DEFAULT 100000000 CHECK (float_limit_c >= 0);
COMMENT ON COLUMN partners.fee_share_bps IS 'The company''s share of a cancellation or exchange fee, in hundredths of a percent; the rest is the platform''s';
COMMENT ON COLUMN partners.exchange_fee_c IS 'What exchanging one seat for another costs';
COMMENT ON COLUMN partners.float_limit_c IS 'How much cash its counters may hold for the platform before they must hand some over';

CREATE TABLE quotes (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	public_id       uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	booking_id      bigint NOT NULL REFERENCES booking_keys,
	kind            text NOT NULL CHECK (kind IN ('cancel', 'exchange')),
	state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'applied', 'void')),
	booking_version integer NOT NULL,
	pay_c           bigint NOT NULL CHECK (pay_c >= 0),
	refund_c        bigint NOT NULL CHECK (refund_c >= 0 AND refund_c % 100 = 0),
	fee_c           bigint NOT NULL CHECK (fee_c >= 0),
	override_reason text,
	user_id         bigint,
	valid_until     timestamptz NOT NULL,
	created_at      timestamptz NOT NULL DEFAULT now(),
	ended_at        timestamptz,
	CHECK (pay_c = 0 OR refund_c = 0),
	CHECK (kind = 'exchange' OR pay_c = 0)
);
COMMENT ON TABLE quotes IS 'What cancelling or exchanging would cost or give back: applied once, while the booking is as it was';
CREATE UNIQUE INDEX quotes_open_exchange ON quotes (booking_id) WHERE kind = 'exchange' AND state = 'open';
CREATE INDEX quotes_booking ON quotes (booking_id);
CREATE INDEX quotes_until ON quotes (valid_until) WHERE state = 'open';

CREATE TABLE quote_lines (
	quote_id    bigint NOT NULL REFERENCES quotes,
	item_id     bigint NOT NULL REFERENCES booking_items,
	new_item_id bigint REFERENCES booking_items,
	paid_c      bigint NOT NULL,
	fee_c       bigint NOT NULL,
	refund_c    bigint NOT NULL,
	new_fare_c  bigint,
	PRIMARY KEY (quote_id, item_id)
);
COMMENT ON TABLE quote_lines IS 'A quote passenger by passenger';
CREATE INDEX quote_lines_item ON quote_lines (item_id);

ALTER TABLE payments ADD COLUMN quote_id bigint REFERENCES quotes;
COMMENT ON COLUMN payments.quote_id IS 'The exchange this payment is the difference of; its capture makes the exchange';
ALTER TABLE refunds ADD COLUMN quote_id bigint REFERENCES quotes;
CREATE INDEX refunds_quote ON refunds (quote_id) WHERE quote_id IS NOT NULL;

ALTER TABLE ledger_tx ADD COLUMN item_id bigint REFERENCES booking_items;
COMMENT ON COLUMN ledger_tx.item_id IS 'The passenger and trip an event is about, where it is about one';
CREATE INDEX ledger_tx_item ON ledger_tx (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX route_schedules_arriving ON route_schedules (arrival_time)
	WHERE status IN ('on_sale', 'closed', 'boarding', 'en_route', 'interrupted', 'arrived');

-- A longer list of parameters took its place.
DROP FUNCTION IF EXISTS ledger_post(text, bigint, text, text[], bigint[]);

INSERT INTO timers (kind, every_s) VALUES ('quotes.expire', 20), ('trips.advance', 60), ('ledger.watch', 3600) ON CONFLICT DO NOTHING;
