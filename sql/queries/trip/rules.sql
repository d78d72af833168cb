-- trip/rules: the company's cancellation rules, longest notice first.
-- in: schedule_id bigint
-- out: hours_before integer, fee_bps integer
-- roles: routes bookings partner worker
-- reads: route_schedules routes cancel_rules
SELECT c.hours_before, c.fee_bps
FROM route_schedules s
JOIN routes r ON r.id = s.route_id
JOIN cancel_rules c ON c.partner_id = r.partner_id
WHERE s.id = $1
ORDER BY c.hours_before DESC;
