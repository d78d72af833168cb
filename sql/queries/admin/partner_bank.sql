-- admin/partner_bank: the bank account a company is paid to.
-- in: partner_id bigint, person bigint, rib text, request_id text
-- out: partner_bank void
-- roles: admin
SELECT partner_bank($1, $2, $3, $4);
