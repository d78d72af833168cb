-- Random lives of bookings: held, paid, given up, cancelled in parts, exchanged, refunded, travelled,
-- settled, in any order and also where it is refused. Run inside a transaction that is undone, behind
-- sale_trip() (table ids) and setseed(). pg_temp.life(n) lives one booking of up to 12 events among
-- those of others; pg_temp.books() tells where ledger and everything else disagree.

CREATE TEMP TABLE lives (n integer PRIMARY KEY, key uuid, paid boolean NOT NULL DEFAULT false) ON COMMIT DROP;
CREATE TEMP TABLE trips (id bigint PRIMARY KEY) ON COMMIT DROP;
CREATE TEMP TABLE told (event text, outcome text) ON COMMIT DROP;

-- A further departure like the first one, at another hour; old ones run out of seats.
CREATE FUNCTION pg_temp.departure() RETURNS bigint LANGUAGE sql AS $$
	WITH s AS (
		INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id,
			total_seats, class, status, available_seats)
		SELECT route_id, pattern_id, x.d, x.s, (x.d + x.s * interval '1 second') AT TIME ZONE 'Africa/Algiers',
			(x.d + (x.s + 18000) * interval '1 second') AT TIME ZONE 'Africa/Algiers', bus_id, seat_map_id, total_seats, class, 'on_sale', total_seats
		FROM route_schedules, (SELECT current_date + 2 + (random() * 8)::integer AS d, (random() * 80000)::integer AS s) x
		WHERE id = (SELECT id FROM ids WHERE name = 'trip')
		ON CONFLICT DO NOTHING RETURNING id)
	INSERT INTO trips SELECT id FROM s RETURNING id;
$$;

CREATE FUNCTION pg_temp.hold(n integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	t record;
	k integer := 1 + (random() * 2)::integer;
	chosen integer[];
	id uuid := gen_random_uuid();
BEGIN
	SELECT s.id, s.departure_time, s.arrival_time, s.version INTO t FROM route_schedules s JOIN trips x ON x.id = s.id ORDER BY random() LIMIT 1;
	SELECT array_agg(g ORDER BY g) INTO chosen FROM (SELECT g FROM generate_series(0, 3) g ORDER BY random() LIMIT k) x;
	PERFORM booking_hold(id, (SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (random() * 31)::integer, 1), '') FROM generate_series(1, 6)),
		t.id, t.version, 0, 3, (SELECT i.id FROM ids i WHERE name = 'guard-a'), (SELECT i.id FROM ids i WHERE name = 'guard-b'), t.departure_time,
		t.arrival_time, chosen, array_fill('1A'::text, ARRAY[0]) || (SELECT array_agg((ARRAY['1A', '1B', '1C', '1D'])[g + 1]) FROM unnest(chosen) g),
		array_fill(77000::bigint - (random() * 20)::integer * 500, ARRAY[k]), array_fill(3850::bigint, ARRAY[k]), 900, 900, NULL, decode(md5(n::text), 'hex'), 'api', 'fr',
		'+213550000001', NULL, array_fill('A'::text, ARRAY[k]), array_fill('B'::text, ARRAY[k]), array_fill(''::text, ARRAY[k]),
		array_fill(30, ARRAY[k]), '[{"hours": 48, "feeBps": 0}, {"hours": 24, "feeBps": 1333}, {"hours": 4, "feeBps": 5000}]');
	INSERT INTO lives VALUES (n, id);
END $$;

CREATE FUNCTION pg_temp.attempt(life lives) RETURNS bigint LANGUAGE sql AS $$
	SELECT attempt_id FROM payment_start(life.key, NULL, decode(md5(life.n::text), 'hex'), gen_random_uuid(),
		(SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (random() * 31)::integer, 1), '') FROM generate_series(1, 10)),
		gen_random_uuid()::text, decode(md5(random()::text), 'hex'), 'fr', 1200, 120, 30);
$$;

-- One event of a life; what is refused by name is part of life.
CREATE FUNCTION pg_temp.event(life lives, what text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	guest bytea := decode(md5(life.n::text), 'hex');
	b bigint := (SELECT id FROM booking_keys WHERE public_id = life.key);
	a bigint;
	q quotes;
	t record;
	seats text[];
	free integer[];
	p bigint := (SELECT id FROM ids WHERE name = 'partner');
	s record;
BEGIN
	CASE what
	WHEN 'pay' THEN
		a := pg_temp.attempt(life);
		IF random() < 0.2 THEN
			PERFORM attempt_ended(a, (ARRAY['refused', 'expired', 'cancelled'])[1 + (random() * 2)::integer], 'no', '{}');
		END IF;
		IF random() < 0.9 THEN -- sometimes after the bank had said no
			PERFORM attempt_captured(a, 'md' || a, '{}');
		END IF;
	WHEN 'cash' THEN
		PERFORM cash_start(life.key, NULL, guest, gen_random_uuid(), 'C' || b, 'fr', 86400, 900);
		PERFORM cash_take(p, NULL, (SELECT booking_ref FROM booking_keys WHERE id = b), 'C' || b);
	WHEN 'expire' THEN
		UPDATE bookings SET expires_at = clock_timestamp() - interval '1 hour' WHERE id = b AND status IN ('held', 'held_cash');
		UPDATE booking_seats c SET expires_at = clock_timestamp() - interval '1 hour' FROM booking_items i
		WHERE i.id = c.item_id AND i.booking_id = b AND c.state = 'held' AND EXISTS (SELECT 1 FROM bookings x WHERE x.id = b AND x.status IN ('held', 'held_cash'));
		PERFORM bookings_expire(100, 0);
	WHEN 'cancel' THEN
		SELECT array_agg(seat_label) INTO seats FROM (SELECT seat_label FROM booking_items WHERE booking_id = b AND shown AND state = 'confirmed'
			ORDER BY random() LIMIT 1 + (random() * 2)::integer) x;
		q := booking_cancel_quote(life.key, NULL, guest, seats, 600);
		IF random() < 0.8 THEN
			PERFORM booking_cancel(life.key, NULL, guest, q.public_id, NULL, 600);
		END IF;
	WHEN 'exchange' THEN
		SELECT x.id, r.departure_time, r.arrival_time, r.version INTO t FROM trips x JOIN route_schedules r ON r.id = x.id ORDER BY random() LIMIT 1;
		SELECT coalesce(array_agg(g), '{}') INTO free FROM (SELECT g FROM generate_series(0, 3) g WHERE NOT EXISTS (SELECT 1 FROM booking_seats c
			WHERE c.schedule_id = t.id AND c.seat_no = g) LIMIT (SELECT count(*) FROM booking_items WHERE booking_id = b AND shown AND state IN ('confirmed', 'exchanging'))) x;
		q := exchange_start(life.key, NULL, guest, t.id, t.version, 0, 3, (SELECT id FROM ids WHERE name = 'guard-a'), (SELECT id FROM ids WHERE name = 'guard-b'),
			t.departure_time, t.arrival_time, free, (SELECT array_agg((ARRAY['1A', '1B', '1C', '1D'])[g + 1]) FROM unnest(free) g),
			array_fill(50000::bigint + (random() * 100)::integer * 500, ARRAY[cardinality(free)]), array_fill(2500::bigint, ARRAY[cardinality(free)]), 900, 900);
		IF q.pay_c > 0 AND random() < 0.7 THEN
			PERFORM attempt_captured(pg_temp.attempt(life), 'x' || q.id, '{}');
		ELSIF q.pay_c = 0 AND random() < 0.7 THEN
			PERFORM exchange_confirm(life.key, NULL, guest, q.public_id);
		ELSIF random() < 0.5 THEN
			UPDATE quotes SET valid_until = clock_timestamp() - interval '1 second' WHERE id = q.id;
			PERFORM quotes_expire(100);
		END IF;
	WHEN 'refund' THEN
		FOR s IN SELECT r.id, y.method FROM refunds r JOIN payments y ON y.id = r.payment_id WHERE r.booking_id = b AND r.state IN ('approved', 'manual') LOOP
			IF s.method = 'card' THEN
				PERFORM refund_submit(s.id);
				PERFORM refund_done(s.id, '{}');
			ELSE
				PERFORM refund_counter(p, life.key, NULL, NULL);
			END IF;
		END LOOP;
	WHEN 'disrupt' THEN
		SELECT i.schedule_id AS id INTO t FROM booking_items i WHERE i.booking_id = b AND i.shown LIMIT 1;
		PERFORM trip_cancel(p, t.id, NULL, 'weather', NULL);
		PERFORM trip_cancel_booking(t.id, x.booking_id) FROM (SELECT DISTINCT booking_id FROM booking_items WHERE schedule_id = t.id) x;
		DELETE FROM trips x WHERE x.id = t.id;
	WHEN 'travel' THEN
		SELECT i.schedule_id AS id INTO t FROM booking_items i WHERE i.booking_id = b AND i.shown LIMIT 1;
		DELETE FROM trips x WHERE x.id = t.id;
		UPDATE route_schedules r SET service_date = r.service_date - 20, departure_time = r.departure_time - interval '20 days',
			arrival_time = r.arrival_time - interval '20 days' WHERE r.id = t.id AND r.status = 'on_sale';
		UPDATE booking_items SET state = 'boarded' WHERE schedule_id = t.id AND state = 'confirmed' AND random() < 0.5;
		PERFORM trips_arrived(1000);
		WHILE trip_close_out() IS NOT NULL LOOP END LOOP;
	WHEN 'settle' THEN
		UPDATE ledger_tx SET at = at - interval '3 days' WHERE at > now() - interval '2 days';
		PERFORM settlement_close(p, current_date - 1);
		FOR s IN SELECT public_id FROM partner_settlements WHERE partner_id = p AND status IN ('closed', 'reviewed') AND net_c > 0 LOOP
			PERFORM settlement_review(p, s.public_id, NULL, NULL, NULL);
			PERFORM settlement_sign(s.public_id, NULL, 'approved', NULL, NULL, NULL);
			PERFORM settlement_sign(s.public_id, NULL, 'paid', '\x01', NULL, NULL);
		END LOOP;
		-- so long ago that the next one has days of its own
		UPDATE partner_settlements SET period_start = date '2020-01-01' + n.n, period_end = date '2020-01-01' + n.n
		FROM (SELECT count(*)::integer AS n FROM partner_settlements WHERE partner_id = p) n WHERE partner_id = p AND period_end >= current_date - 1;
	END CASE;
	INSERT INTO told VALUES (what, 'done');
EXCEPTION WHEN SQLSTATE 'AB001' THEN
	INSERT INTO told VALUES (what, SQLERRM);
END $$;

CREATE FUNCTION pg_temp.life(n integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	events text[] := ARRAY['pay', 'pay', 'cash', 'expire', 'cancel', 'cancel', 'exchange', 'exchange', 'refund', 'refund', 'disrupt', 'travel', 'settle'];
	who lives;
BEGIN
	WHILE (SELECT count(*) FROM trips) < 5 LOOP
		PERFORM pg_temp.departure();
	END LOOP;
	BEGIN
		PERFORM pg_temp.hold(life.n);
	EXCEPTION WHEN SQLSTATE 'AB001' THEN
		INSERT INTO told VALUES ('hold', SQLERRM);
		PERFORM pg_temp.departure();
	END;
	FOR i IN 1..4 + (random() * 8)::integer LOOP
		SELECT * INTO who FROM lives ORDER BY lives.n < life.n - 5, random() LIMIT 1; -- the young live more
		CONTINUE WHEN who.key IS NULL;
		PERFORM pg_temp.event(who, events[1 + floor(random() * cardinality(events))::integer]);
	END LOOP;
END $$;

-- Balances worked out from payments, refunds, items, quotes and statements alone, beside the ledger's.
CREATE FUNCTION pg_temp.books() RETURNS TABLE (what text) LANGUAGE sql AS $$
	WITH p AS (SELECT id FROM ids WHERE name = 'partner'),
	share AS (SELECT q.fee_c, q.fee_c - (SELECT coalesce(sum(l.fee_c * 7000 / 10000), 0) FROM quote_lines l WHERE l.quote_id = q.id AND q.kind = 'cancel')
			- CASE WHEN q.kind = 'exchange' THEN q.fee_c * 7000 / 10000 ELSE 0 END AS ours FROM quotes q WHERE q.state = 'applied'),
	told AS (
		SELECT 'gateway_receivable:satim' AS code,
			(SELECT coalesce(sum(amount_c), 0) FROM payment_attempts WHERE state IN ('captured', 'refund_due'))
			- (SELECT coalesce(sum(r.amount_c), 0) FROM refunds r JOIN payments y ON y.id = r.payment_id WHERE r.state = 'done' AND y.method = 'card') AS c
		UNION ALL SELECT 'agent_float:' || p.id,
			(SELECT coalesce(sum(amount_c), 0) FROM payments WHERE method = 'cash' AND status IN ('captured', 'partly_refunded', 'refunded'))
			- (SELECT coalesce(sum(r.amount_c), 0) FROM refunds r JOIN payments y ON y.id = r.payment_id WHERE r.state = 'done' AND y.method = 'cash')
			- (SELECT coalesce(sum(cash_c), 0) FROM partner_settlements WHERE partner_id = p.id) FROM p
		UNION ALL SELECT 'customer_deposit', -(SELECT coalesce(sum(fare_c), 0) FROM booking_items WHERE state IN ('confirmed', 'boarded', 'exchanging'))
		UNION ALL SELECT 'revenue:commission', -(SELECT coalesce(sum(commission_c), 0) FROM booking_items WHERE state IN ('completed', 'no_show'))
		UNION ALL SELECT 'revenue:fees', -(SELECT coalesce(sum(ours), 0) FROM share)
		UNION ALL SELECT 'partner_payable:' || p.id, -(SELECT coalesce(sum(fare_c - commission_c), 0) FROM booking_items WHERE state IN ('completed', 'no_show'))
			- (SELECT coalesce(sum(fee_c - ours), 0) FROM share)
			+ (SELECT coalesce(sum(cash_c), 0) FROM partner_settlements WHERE partner_id = p.id)
			+ (SELECT coalesce(sum(net_c), 0) FROM partner_settlements WHERE partner_id = p.id AND status IN ('paid', 'reconciled')) FROM p
	)
	SELECT format('%s: the ledger says %s, everything else %s', t.code, coalesce(l.c, 0), t.c) FROM told t
	LEFT JOIN (SELECT a.code, sum(x.amount_c) AS c FROM ledger_line x JOIN ledger_accounts a ON a.id = x.account_id GROUP BY a.code) l ON l.code = t.code
	WHERE coalesce(l.c, 0) <> t.c
	UNION ALL SELECT c.rule || ': ' || c.broken || ' ' || c.sample FROM ledger_check() c WHERE c.broken > 0;
$$;
