-- recover_sequences: after a restore every number that is handed out goes on far ahead: what was given out and lost
-- with the newer data is never given to somebody else. Returns how many sequences moved.
-- callers: worker
CREATE OR REPLACE FUNCTION recover_sequences(ahead bigint)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s record;
	last bigint;
	n integer := 0;
BEGIN
	FOR s IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'abrid'::regnamespace ORDER BY c.relname LOOP
		EXECUTE format('SELECT last_value FROM %s', s.name) INTO last;
		PERFORM setval(s.name, last + ahead);
		n := n + 1;
	END LOOP;
	RETURN n;
END $$;
