-- push/booking: what is told about a booking that changed, and whom beside those who watch it.
-- in: booking_id bigint
-- out: public_id uuid, person uuid, status text, version integer
-- roles: worker
-- reads: booking_keys bookings users(id,public_id)
SELECT k.public_id, h.public_id AS person, b.status, b.version
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
LEFT JOIN users h ON h.id = b.user_id
WHERE k.id = $1;
