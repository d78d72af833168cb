-- admin/settlement: one statement with who signed it and the file it was paid with.
-- in: public_id uuid
-- out: public_id uuid, period_start date, period_end date, status text, gross_c bigint, commission_c bigint, fees_c bigint, refunds_c bigint, cash_c bigint, carried_c bigint, net_c bigint, closed_at timestamptz, paid_at timestamptz, dispute text, bank_ref text, partner_id bigint, partner_fr text, partner_ar text, partner_en text, approved_by text, paid_by text, transfer_id uuid, file_hash text, has_account boolean
-- roles: admin
-- reads: partner_settlements partners(id,company_name,company_name_ar) users(id,first_name,last_name) bank_transfers(id,public_id)
SELECT s.public_id, s.period_start, s.period_end, s.status, s.gross_c, s.commission_c, s.fees_c, s.refunds_c, s.cash_c,
       s.net_c - (s.gross_c - s.commission_c + s.fees_c + s.refunds_c - s.cash_c) AS carried_c, s.net_c, s.closed_at, s.paid_at, s.dispute, s.bank_ref,
       o.id AS partner_id, o.company_name AS partner_fr, o.company_name_ar AS partner_ar, o.company_name AS partner_en,
       nullif(concat_ws(' ', a.first_name, a.last_name), '') AS approved_by, nullif(concat_ws(' ', p.first_name, p.last_name), '') AS paid_by,
       t.public_id AS transfer_id, encode(s.file_hash, 'hex') AS file_hash, partner_has_bank(o.id) AS has_account
FROM partner_settlements s
JOIN partners o ON o.id = s.partner_id
LEFT JOIN users a ON a.id = s.approved_by
LEFT JOIN users p ON p.id = s.paid_by
LEFT JOIN bank_transfers t ON t.id = s.transfer_id
WHERE s.public_id = $1 AND s.status <> 'open';
