-- fee_lines: a fee kept, shared by contract between the company of a trip and the platform: the codes and
-- amounts of its ledger lines. The company's part is rounded down, the rest is the platform's.
-- callers: none
CREATE OR REPLACE FUNCTION fee_lines(trip bigint, fee bigint, OUT codes text[], OUT amounts bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT ARRAY['partner_payable:' || p.id, 'revenue:fees'],
		ARRAY[-(fee * p.fee_share_bps / 10000), -(fee - fee * p.fee_share_bps / 10000)]
	FROM route_schedules s JOIN routes r ON r.id = s.route_id JOIN partners p ON p.id = r.partner_id WHERE s.id = trip;
$$;
