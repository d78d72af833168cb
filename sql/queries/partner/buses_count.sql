-- partner/buses_count: how many buses the organisation has.
-- in: organisation bigint
-- out: total bigint
-- roles: partner
-- reads: buses
SELECT count(*) AS total FROM buses u WHERE u.partner_id = $1;
