-- trip/mine: seats of a departure that this person or guest holds.
-- in: schedule_id bigint, user_id bigint, guest bytea
-- out: seat_no smallint
-- roles: bookings
-- reads: bookings booking_items booking_seats
SELECT c.seat_no
FROM bookings b
JOIN booking_items i ON i.booking_id = b.id AND i.shown
JOIN booking_seats c ON c.item_id = i.id
WHERE b.route_schedule_id = $1 AND b.status = 'held' AND b.contact_phone IS NULL
  AND (b.user_id = $2 OR b.access_hash = $3);
