-- booking/items: passengers, seats and tickets of a booking, in order.
-- in: booking_id bigint
-- out: first_name text, last_name text, id_number text, age smallint, position smallint, seat_label text, seat_no smallint, fare_c bigint, state text, ticket_id uuid, ticket_code text
-- roles: bookings payments worker
-- reads: booking_items booking_passengers tickets
SELECT p.first_name, p.last_name, p.id_number, coalesce(p.age, -1)::smallint AS age, p.position, i.seat_label,
       i.seat_no, i.fare_c, i.state, t.public_id AS ticket_id, t.code AS ticket_code
FROM booking_items i
JOIN booking_passengers p ON p.id = i.passenger_id
LEFT JOIN tickets t ON t.item_id = i.id AND t.revoked_at IS NULL
WHERE i.booking_id = $1 AND i.shown
ORDER BY p.position;
