-- partner/float: how much cash the organisation's counters hold for the platform, and may.
-- in: organisation bigint
-- out: float_c bigint, float_limit_c bigint
-- roles: partner
-- reads: partners(id,float_limit_c) agent_floats
SELECT coalesce(f.balance_c, 0)::bigint AS float_c, p.float_limit_c
FROM partners p LEFT JOIN agent_floats f ON f.partner_id = p.id
WHERE p.id = $1;
