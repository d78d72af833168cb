-- admin/settlement_lines_count: how many lines a statement has.
-- in: public_id uuid
-- out: total bigint
-- roles: admin
-- reads: partner_settlements partner_settlement_lines
SELECT count(*) AS total FROM partner_settlements s JOIN partner_settlement_lines l ON l.settlement_id = s.id
WHERE s.public_id = $1;
