-- settlement_next: closes the last period that is over for one company, the first behind the given one that
-- has something to state. Periods are every_days long and end so that those of seven days end on Saturdays.
-- Returns the company looked at; NULL when there is none left.
-- callers: worker
CREATE OR REPLACE FUNCTION settlement_next(every_days integer, behind bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	day date := (clock_timestamp() AT TIME ZONE 'Africa/Algiers')::date - 1;
	company bigint;
BEGIN
	day := day - (day - date '2000-01-01') % every_days; -- that was a Saturday
	SELECT p.id INTO company FROM partners p JOIN ledger_accounts a ON a.code = 'partner_payable:' || p.id
	WHERE p.id > behind AND NOT EXISTS (SELECT 1 FROM partner_settlements s WHERE s.partner_id = p.id AND s.period_end >= day)
	ORDER BY p.id LIMIT 1;
	IF company IS NOT NULL THEN
		PERFORM settlement_close(company, day);
	END IF;
	RETURN company;
END $$;
