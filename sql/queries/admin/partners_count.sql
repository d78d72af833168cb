-- admin/partners_count: how many those are.
-- in: status text, name text
-- out: total bigint
-- roles: admin
-- reads: partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at)
SELECT count(*) AS total FROM partners o
WHERE ($1::text IS NULL OR o.status = $1)
  AND ($2::text IS NULL OR position(nullif(fold($2), '') IN fold(o.company_name || ' ' || o.company_name_ar)) > 0);
