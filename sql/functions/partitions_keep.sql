-- partitions_keep: makes the quarterly partitions of bookings from this quarter to the sale horizon
-- plus one quarter, and the months of the audit log. Returns how many days ahead bookings are covered.
-- callers: worker
CREATE OR REPLACE FUNCTION partitions_keep(horizon_days integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	quarter date := date_trunc('quarter', now() AT TIME ZONE 'Africa/Algiers')::date - interval '3 months';
	last date := (now() + greatest(horizon_days, 60) * interval '1 day')::date + 92;
	name text;
BEGIN
	PERFORM audit_partitions();
	WHILE quarter <= last LOOP
		name := 'bookings_' || to_char(quarter, 'YYYY') || '_q' || to_char(quarter, 'Q');
		IF to_regclass('abrid.' || name) IS NULL THEN
			EXECUTE format('CREATE TABLE abrid.%I PARTITION OF abrid.bookings FOR VALUES FROM (%L) TO (%L)',
				name, quarter::timestamp AT TIME ZONE 'Africa/Algiers',
				(quarter + interval '3 months')::timestamp AT TIME ZONE 'Africa/Algiers');
		END IF;
		quarter := (quarter + interval '3 months')::date;
	END LOOP;
	RETURN quarter - current_date;
END $$;
