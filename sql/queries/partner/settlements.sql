-- partner/settlements: statements of the organisation, the newest first.
-- in: organisation bigint, status text, limit_n integer, offset_n bigint
-- out: public_id uuid, period_start date, period_end date, status text, gross_c bigint, commission_c bigint, fees_c bigint, refunds_c bigint, cash_c bigint, carried_c bigint, net_c bigint, closed_at timestamptz, paid_at timestamptz, dispute text, bank_ref text
-- roles: partner
-- reads: partner_settlements
SELECT s.public_id, s.period_start, s.period_end, s.status, s.gross_c, s.commission_c, s.fees_c, s.refunds_c, s.cash_c,
       s.net_c - (s.gross_c - s.commission_c + s.fees_c + s.refunds_c - s.cash_c) AS carried_c, s.net_c, s.closed_at, s.paid_at, s.dispute, s.bank_ref
FROM partner_settlements s
WHERE s.partner_id = $1 AND s.status <> 'open' AND ($2::text IS NULL OR s.status = $2)
ORDER BY s.period_end DESC, s.id DESC
LIMIT $3::integer OFFSET $4;
