-- admin/settlements: statements of all companies, the newest first.
-- in: partner_id bigint, status text, limit_n integer, offset_n bigint
-- out: public_id uuid, period_start date, period_end date, status text, gross_c bigint, commission_c bigint, fees_c bigint, refunds_c bigint, cash_c bigint, carried_c bigint, net_c bigint, closed_at timestamptz, paid_at timestamptz, dispute text, bank_ref text, partner_id bigint, partner_fr text, partner_ar text, partner_en text
-- roles: admin
-- reads: partner_settlements partners(id,company_name,company_name_ar)
SELECT s.public_id, s.period_start, s.period_end, s.status, s.gross_c, s.commission_c, s.fees_c, s.refunds_c, s.cash_c,
       s.net_c - (s.gross_c - s.commission_c + s.fees_c + s.refunds_c - s.cash_c) AS carried_c, s.net_c, s.closed_at, s.paid_at, s.dispute, s.bank_ref,
       o.id AS partner_id, o.company_name AS partner_fr, o.company_name_ar AS partner_ar, o.company_name AS partner_en
FROM partner_settlements s
JOIN partners o ON o.id = s.partner_id
WHERE s.status <> 'open' AND ($1::bigint IS NULL OR s.partner_id = $1) AND ($2::text IS NULL OR s.status = $2)
ORDER BY s.period_end DESC, s.id DESC
LIMIT $3::integer OFFSET $4;
