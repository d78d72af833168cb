-- partner_has_bank: whether it is known where a company is paid to; the account itself stays here.
-- callers: admin
CREATE OR REPLACE FUNCTION partner_has_bank(company bigint)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT p.bank_details->>'rib' IS NOT NULL FROM partners p WHERE p.id = company;
$$;
