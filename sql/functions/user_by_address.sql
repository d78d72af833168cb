-- user_by_address: the account in force that has a phone or e-mail; none is NULL.
-- callers: none
CREATE OR REPLACE FUNCTION user_by_address(to_address text)
RETURNS users LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT u.* FROM users u LEFT JOIN partners p ON p.id = u.partner_id
	WHERE (u.phone = to_address OR u.email = to_address) AND u.is_active AND (p.id IS NULL OR p.status = 'active');
$$;
