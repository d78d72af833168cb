-- acting: says who does what follows in this transaction, and why, for the history of states.
-- callers: none
CREATE OR REPLACE FUNCTION acting(actor text, person bigint, why text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT set_config('abrid.actor', coalesce(actor, ''), true), set_config('abrid.person', coalesce(person::text, ''), true),
		set_config('abrid.why', coalesce(why, ''), true);
$$;
