-- partner/settlement_lines_count: how many lines a statement has.
-- in: organisation bigint, public_id uuid
-- out: total bigint
-- roles: partner
-- reads: partner_settlements partner_settlement_lines
SELECT count(*) AS total FROM partner_settlements s JOIN partner_settlement_lines l ON l.settlement_id = s.id
WHERE s.partner_id = $1 AND s.public_id = $2;
