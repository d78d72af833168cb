-- login_begin: counts a password before it is looked at; login_right takes the count back. Returns how long to
-- wait, 0 to go on. A network gets ten wrong ones per account and a hundred in all in a quarter of an hour; an
-- account gets fifty an hour from networks it was never entered from, and these wait while its own go on.
-- callers: auth
CREATE OR REPLACE FUNCTION login_begin(of_account bytea, from_source bytea)
RETURNS TABLE (wait_s integer, try_id bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	oldest timestamptz;
	n integer;
	known boolean;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('login ' || encode(of_account, 'hex'), 0));
	try_id := 0;
	SELECT count(*), min(at) + interval '15 minutes' INTO n, oldest FROM login_tries
	WHERE account = of_account AND source = from_source AND at > now() - interval '15 minutes';
	IF n < 10 THEN
		SELECT count(*), min(at) + interval '15 minutes' INTO n, oldest FROM login_tries
		WHERE source = from_source AND at > now() - interval '15 minutes';
		n := n / 10;
	END IF;
	IF n < 10 THEN
		known := EXISTS (SELECT 1 FROM login_sources WHERE account = of_account AND source = from_source);
		SELECT count(*), min(at) + interval '1 hour' INTO n, oldest FROM login_tries
		WHERE account = of_account AND at > now() - interval '1 hour' AND NOT known;
		n := n / 5;
	END IF;
	IF n >= 10 THEN
		wait_s := greatest(1, ceil(extract(epoch FROM oldest - now())))::integer;
	ELSE
		wait_s := 0;
		INSERT INTO login_tries (account, source) VALUES (of_account, from_source) RETURNING id INTO try_id;
	END IF;
	RETURN NEXT;
END $$;
