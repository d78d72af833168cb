-- cancel_fee: what is kept of a fare by the rules of the purchase, at an hour: that of the longest time
-- still left; all of it when none is left. Half a centime rounds up; what goes back is whole dinars.
-- callers: none
CREATE OR REPLACE FUNCTION cancel_fee(rules jsonb, fare bigint, boards timestamptz, at timestamptz)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
	SELECT fare - (fare - coalesce((
		SELECT (fare * (r->>'feeBps')::bigint + 5000) / 10000 FROM jsonb_array_elements(rules) r
		WHERE boards - at >= (r->>'hours')::integer * interval '1 hour'
		ORDER BY (r->>'hours')::integer DESC LIMIT 1), fare)) / 100 * 100;
$$;
