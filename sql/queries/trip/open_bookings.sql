-- trip/open_bookings: bookings with places on a departure that somebody holds or paid for, and those its operation
-- has not gone through.
-- in: schedule_id bigint, after bigint, limit_n integer
-- out: booking_id bigint
-- roles: worker
-- reads: booking_items trip_operation_bookings
SELECT booking_id FROM booking_items
WHERE schedule_id = $1 AND booking_id > $2 AND state IN ('held', 'paying', 'confirmed', 'boarded', 'exchanging')
UNION
SELECT booking_id FROM trip_operation_bookings WHERE schedule_id = $1 AND booking_id > $2 AND state <> 'done'
ORDER BY booking_id
LIMIT $3::integer;
