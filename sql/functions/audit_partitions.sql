-- audit_partitions: makes the monthly partitions of the audit log from this month to the one after
-- next.
-- callers: none
CREATE OR REPLACE FUNCTION audit_partitions()
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
	name text;
BEGIN
	FOR i IN 0 .. 2 LOOP
		name := 'audit_log_' || to_char(month, 'YYYY_MM');
		IF to_regclass('abrid.' || name) IS NULL THEN
			EXECUTE format('CREATE TABLE abrid.%I PARTITION OF abrid.audit_log FOR VALUES FROM (%L) TO (%L)',
				name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
		END IF;
		month := (month + interval '1 month')::date;
	END LOOP;
END $$;
