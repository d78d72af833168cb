-- otp_start: a code for an address. Counted per address, network, block of numbers and day, whether
-- anybody has the address or not; concurrent requests for one address wait for each other.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_start(key uuid, what text, via text, to_address text, hash bytea, source bytea, person bigint,
	language text, data jsonb, life_s integer, day_budget integer)
RETURNS TABLE (otp_id bigint, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	block text := left(to_address, 9);
	recent integer;
	hour integer;
	day integer;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('otp ' || encode(hash, 'hex'), 0));
	SELECT count(*) FILTER (WHERE o.created_at > now() - interval '10 minutes'),
		count(*) FILTER (WHERE o.created_at > now() - interval '1 hour'), count(*) INTO recent, hour, day
	FROM otps o WHERE o.address_hash = hash AND o.created_at > now() - interval '1 day';
	IF recent >= 3 OR hour >= 5 OR day >= 24 THEN
		PERFORM refuse('TOO_MANY_REQUESTS', 'codes for this address');
	END IF;
	SELECT count(*) FILTER (WHERE o.created_at > now() - interval '1 hour'), count(*) INTO hour, day
	FROM otps o WHERE o.source_hash = source AND o.created_at > now() - interval '1 day';
	IF hour >= 30 OR day >= 150 THEN
		PERFORM refuse('TOO_MANY_REQUESTS', 'codes from this network');
	END IF;
	IF via = 'sms' THEN
		SELECT count(*) INTO hour FROM otps o
		WHERE o.prefix = block AND o.channel = 'sms' AND o.created_at > now() - interval '1 hour';
		SELECT count(*) INTO day FROM otps o WHERE o.created_at > now() - interval '1 day' AND o.channel = 'sms';
		IF hour >= 60 OR day >= day_budget THEN
			PERFORM refuse('TOO_MANY_REQUESTS', 'codes for this block of numbers, or of the day');
		END IF;
	END IF;
	IF what IN ('register', 'login', 'reset') THEN
		person := (user_by_address(to_address)).id;
	END IF;
	INSERT INTO otps (public_id, purpose, channel, address, address_hash, prefix, source_hash, user_id, lang, details, expires_at)
	VALUES (key, what, via, to_address, hash, block, source, person, language, data, now() + life_s * interval '1 second')
	RETURNING id, otps.expires_at INTO otp_id, expires_at;
	PERFORM job_add('messages', 'otp.send', 'otp:' || otp_id, jsonb_build_object('otpId', otp_id), 5, tries => 4);
	RETURN NEXT;
END $$;
