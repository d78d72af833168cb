-- admin/partner_names: companies by name, for choices.
-- in:
-- out: partner_id bigint, name_fr text, name_ar text, name_en text
-- roles: admin
-- reads: partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at)
SELECT o.id AS partner_id, o.company_name AS name_fr, o.company_name_ar AS name_ar, o.company_name AS name_en FROM partners o ORDER BY o.company_name LIMIT 500;
