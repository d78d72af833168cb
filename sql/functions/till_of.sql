-- till_of: the open shift of a cashier, kept from being closed until the transaction ends; NULL when there is
-- none.
-- callers: none
CREATE OR REPLACE FUNCTION till_of(person bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT s.id FROM till_shifts s WHERE s.user_id = person AND s.closed_at IS NULL FOR SHARE;
$$;
