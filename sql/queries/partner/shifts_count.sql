-- partner/shifts_count: how many those are.
-- in: organisation bigint
-- out: total bigint
-- roles: partner
-- reads: till_shifts
SELECT count(*) AS total FROM till_shifts s WHERE s.partner_id = $1;
