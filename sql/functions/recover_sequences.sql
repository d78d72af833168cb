-- recover_sequences: after a restore every number that is handed out goes on far ahead: what was given out and lost
-- with the newer data is never given to somebody else. A small sequence goes at most half the way to its end. Returns
-- how many moved.
-- callers: worker
CREATE OR REPLACE FUNCTION recover_sequences(ahead bigint)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s record;
	last bigint;
	n integer := 0;
BEGIN
	FOR s IN SELECT c.oid::regclass AS name, q.seqmax AS most FROM pg_class c JOIN pg_sequence q ON q.seqrelid = c.oid
		WHERE c.relnamespace = 'abrid'::regnamespace ORDER BY c.relname
	LOOP
		EXECUTE format('SELECT last_value FROM %s', s.name) INTO last;
		PERFORM setval(s.name, last + least(ahead, (s.most - last) / 2));
		n := n + 1;
	END LOOP;
	RETURN n;
END $$;
