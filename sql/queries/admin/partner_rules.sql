-- admin/partner_rules: cancellation rules of a company, longest notice first.
-- in: partner_id bigint
-- out: hours_before integer, fee_bps integer
-- roles: admin
-- reads: cancel_rules
SELECT hours_before, fee_bps FROM cancel_rules WHERE partner_id = $1 ORDER BY hours_before DESC;
