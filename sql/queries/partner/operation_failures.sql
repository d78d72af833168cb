-- partner/operation_failures: bookings an operation could not go through yet, and why.
-- in: organisation bigint, operation_id bigint, limit_n integer
-- out: booking_id uuid, booking_ref text, schedule_id bigint, departs_at timestamptz, error text, tries integer, at timestamptz
-- roles: partner
-- reads: trip_operations trip_operation_bookings booking_keys route_schedules
SELECT k.public_id AS booking_id, k.booking_ref, b.schedule_id, s.departure_time AS departs_at, b.error, b.tries, b.at
FROM (SELECT x.booking_id, x.schedule_id, x.error, x.tries, x.at
	FROM trip_operations o JOIN trip_operation_bookings x ON x.operation_id = o.id AND x.state = 'failed'
	WHERE o.partner_id = $1 AND o.id = $2 ORDER BY x.booking_id, x.schedule_id LIMIT $3::integer) b
JOIN LATERAL (SELECT y.public_id, y.booking_ref FROM booking_keys y WHERE y.id = b.booking_id LIMIT 1) k ON true
JOIN route_schedules s ON s.id = b.schedule_id
ORDER BY b.booking_id, b.schedule_id;
