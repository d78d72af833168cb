-- booking_reseat: a late payment for seats that were released: the same seats when they are free,
-- else others on the same legs of the same trip. Returns false, changing nothing, when there are not
-- enough. The caller holds the trip and the booking.
-- callers: none
CREATE OR REPLACE FUNCTION booking_reseat(booking bigint)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	i record;
	t route_schedules;
	free integer;
	labels text[];
BEGIN
	DELETE FROM booking_seats WHERE item_id IN (SELECT id FROM booking_items WHERE booking_id = booking);
	FOR i IN SELECT * FROM booking_items WHERE booking_id = booking ORDER BY seat_no LOOP
		SELECT * INTO t FROM route_schedules WHERE id = i.schedule_id;
		IF t.status NOT IN ('on_sale', 'closed') OR i.boards_at <= clock_timestamp() THEN
			RETURN false;
		END IF;
		SELECT seat_labels(m.layout) INTO labels FROM seat_maps m WHERE m.id = t.seat_map_id;
		LOOP
			SELECT n INTO free FROM generate_series(0, t.total_seats - 1) n
			WHERE NOT EXISTS (SELECT 1 FROM booking_seats s WHERE s.schedule_id = t.id AND s.seat_no = n
				AND s.legs && i.legs AND s.state IN ('held', 'sold', 'blocked') AND (s.state <> 'held' OR s.expires_at > clock_timestamp()))
			ORDER BY n <> i.seat_no, abs(n - i.seat_no), n LIMIT 1;
			IF NOT FOUND THEN
				RETURN false;
			END IF;
			EXIT WHEN cardinality(hold_seats(t.id, i.legs, ARRAY[free], ARRAY[i.id], 'sold', NULL, false)) = 1;
		END LOOP;
		UPDATE booking_items SET seat_no = free, seat_label = labels[free + 1] WHERE id = i.id;
	END LOOP;
	RETURN true;
END $$;
