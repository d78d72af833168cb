-- admin/float_deposit: a company handed cash in at the bank.
-- in: partner_id bigint, person bigint, amount_c bigint, slip text, request_id text
-- out: float_deposit void
-- roles: admin
SELECT float_deposit($1, $2, $3, $4, $5);
