-- admin/settlement_close: the statement of a company up to a day; NULL when there is nothing to state.
-- in: partner_id bigint, until date
-- out: settlement_id bigint
-- roles: admin
SELECT settlement_close($1, $2) AS settlement_id;
