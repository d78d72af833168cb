-- partner/operation_outcomes: what an operation did, and for how many bookings.
-- in: organisation bigint, operation_id bigint
-- out: outcome text, n bigint
-- roles: partner
-- reads: trip_operations trip_operation_bookings
SELECT b.outcome, count(*) AS n FROM trip_operations o JOIN trip_operation_bookings b ON b.operation_id = o.id AND b.state = 'done'
WHERE o.partner_id = $1 AND o.id = $2 GROUP BY b.outcome ORDER BY b.outcome;
