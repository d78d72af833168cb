-- admin/partner_stop: suspends a company, or lets it in again.
-- in: actor bigint, partner_id bigint, stop boolean, why text, request text
-- out: partner_stop void
-- roles: admin
SELECT partner_stop($1, $2, $3, $4, $5);
