-- booking_contact: names and contact of a held booking. When they are complete for the first time
-- the hold grows to its full length. Arrays run in passenger order; NULL keeps what is there.
-- Errors: NOT_FOUND, WRONG_STATE, HOLD_EXPIRED.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_contact(key uuid, person bigint, guest bytea, phone text, email text,
	first_names text[], last_names text[], id_numbers text[], ages integer[], hold_s integer, cutoff_s integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	boards timestamptz;
	complete boolean;
	until timestamptz := b.expires_at;
BEGIN
	IF b.status <> 'held' THEN
		PERFORM refuse(CASE WHEN b.status = 'expired' THEN 'HOLD_EXPIRED' ELSE 'WRONG_STATE' END, b.status);
	ELSIF b.expires_at <= clock_timestamp() OR booking_held_seats(b.id) < b.passenger_count THEN
		PERFORM refuse('HOLD_EXPIRED');
	END IF;
	IF first_names IS NOT NULL THEN
		IF cardinality(first_names) <> b.passenger_count THEN
			PERFORM refuse('INVALID_INPUT', 'one entry per passenger', 'passengers');
		END IF;
		UPDATE booking_passengers p SET first_name = nullif(w.first, ''), last_name = nullif(w.last, ''),
			id_number = nullif(w.number, ''), age = w.years
		FROM unnest(first_names, last_names, id_numbers, ages) WITH ORDINALITY AS w (first, last, number, years, position)
		WHERE p.booking_id = b.id AND p.position = w.position;
	END IF;
	SELECT min(i.boards_at), coalesce(phone, b.contact_phone) IS NOT NULL AND booking_named(b.id)
	INTO boards, complete
	FROM booking_items i WHERE i.booking_id = b.id;
	IF complete AND NOT b.extended THEN
		until := greatest(until, least(clock_timestamp() + hold_s * interval '1 second', boards - cutoff_s * interval '1 second'));
	END IF;
	UPDATE bookings x SET contact_phone = coalesce(phone, x.contact_phone),
		contact_email = coalesce(email, x.contact_email), extended = x.extended OR complete,
		expires_at = until, hold_until = until, version = x.version + 1, updated_at = now()
	WHERE x.id = b.id AND x.departure_time = b.departure_time;
	UPDATE booking_seats s SET expires_at = until,
		contactless = s.contactless AND coalesce(phone, b.contact_phone) IS NULL
	FROM booking_items i WHERE i.booking_id = b.id AND s.item_id = i.id AND s.state = 'held';
	RETURN b.id;
END $$;
