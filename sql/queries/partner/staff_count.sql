-- partner/staff_count: how many people the organisation has.
-- in: organisation bigint
-- out: total bigint
-- roles: partner
-- reads: users(id,partner_id)
SELECT count(*) AS total FROM users u WHERE u.partner_id = $1;
