-- settlement/next: closes the last period of the next company; NULL when all are closed.
-- in: every_days integer, behind bigint
-- out: partner_id bigint
-- roles: worker
SELECT settlement_next($1, $2) AS partner_id;
