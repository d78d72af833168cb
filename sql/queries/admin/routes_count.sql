-- admin/routes_count: how many those are.
-- in: partner_id bigint, place text
-- out: total bigint
-- roles: admin
-- reads: routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at) places route_schedules
SELECT count(*) AS total
FROM routes r
JOIN partners o ON o.id = r.partner_id
JOIN places f ON f.id = r.origin
JOIN places t ON t.id = r.destination
WHERE ($1::bigint IS NULL OR r.partner_id = $1)
  AND ($2::text IS NULL OR position(nullif(fold($2), '') IN fold(concat_ws(' ', f.name_fr, t.name_fr, f.name_ar, t.name_ar))) > 0);
