-- admin/settlement_named: the public id of a statement.
-- in: settlement_id bigint
-- out: public_id uuid
-- roles: admin
-- reads: partner_settlements
SELECT s.public_id FROM partner_settlements s WHERE s.id = $1;
