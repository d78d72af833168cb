-- favourites_put: the places a person often leaves from or goes to, in their order. Unknown ones are refused.
-- callers: auth
CREATE OR REPLACE FUNCTION favourites_put(person bigint, places_wanted bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM unnest(places_wanted) w LEFT JOIN places p ON p.id = w AND p.is_active WHERE p.id IS NULL) THEN
		PERFORM refuse('UNKNOWN_PLACE', 'a favourite', 'favouritePlaces');
	END IF;
	PERFORM preference_put(person, 'places', to_jsonb(places_wanted));
END $$;
