-- seat_labels: the labels of a seat plan in seat_no order (index 1 is seat 0): row number and a
-- letter counted over the seats and aisles of the row's columns, decks counted on.
-- callers: none
CREATE OR REPLACE FUNCTION seat_labels(layout text)
RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
	line text;
	labels text[] := '{}';
	row_no integer := 0;
	letter integer;
BEGIN
	FOREACH line IN ARRAY string_to_array(layout, E'\n') LOOP
		IF line = '--' OR position('#' IN line) = 0 THEN
			CONTINUE;
		END IF;
		row_no := row_no + 1;
		letter := 0;
		FOR i IN 1 .. length(line) LOOP
			IF substr(line, i, 1) = '#' THEN
				labels := labels || (row_no || chr(65 + letter));
			END IF;
			IF substr(line, i, 1) <> '|' THEN
				letter := letter + 1;
			END IF;
		END LOOP;
	END LOOP;
	RETURN labels;
END $$;
