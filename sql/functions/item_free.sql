-- item_free: a passenger may cancel or exchange without a fee: the company moved the departure by more than half
-- an hour from what was sold, in either direction, or the place to board at.
-- callers: none
CREATE OR REPLACE FUNCTION item_free(sold_boards timestamptz, boards timestamptz, sold_from bigint, from_now bigint)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(abs(extract(epoch FROM boards - sold_boards)) > 1800, false) OR coalesce(sold_from <> from_now, false);
$$;
