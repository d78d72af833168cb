-- partner/books: what the organisation and the platform owe each other now.
-- in: organisation bigint
-- out: payable_c bigint, float_c bigint, float_limit_c bigint, unstated_c bigint
-- roles: partner
-- reads: partners(id,float_limit_c) ledger_accounts ledger_line partner_settlements
SELECT coalesce(p.c, 0)::bigint AS payable_c, coalesce(f.c, 0)::bigint AS float_c, o.float_limit_c,
       (coalesce(p.c, 0) - coalesce(w.c, 0))::bigint AS unstated_c
FROM partners o
LEFT JOIN LATERAL (SELECT -sum(l.amount_c) AS c FROM ledger_accounts a JOIN ledger_line l ON l.account_id = a.id
	WHERE a.code = 'partner_payable:' || $1::bigint) p ON true
LEFT JOIN LATERAL (SELECT sum(l.amount_c) AS c FROM ledger_accounts a JOIN ledger_line l ON l.account_id = a.id
	WHERE a.code = 'agent_float:' || $1::bigint) f ON true
LEFT JOIN LATERAL (SELECT sum(greatest(s.net_c, 0)) AS c FROM partner_settlements s
	WHERE s.partner_id = $1 AND s.status IN ('closed', 'reviewed', 'disputed', 'approved')) w ON true
WHERE o.id = $1;
