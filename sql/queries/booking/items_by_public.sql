-- booking/items_by_public: the same by the public id of an own booking, so that it travels with booking/find.
-- in: public_id uuid, user_id bigint, guest bytea
-- out: first_name text, last_name text, id_number text, age smallint, position smallint, seat_label text, seat_no smallint, fare_c bigint, state text, ticket_id uuid, ticket_code text
-- roles: bookings payments
-- reads: booking_keys bookings booking_views booking_items booking_passengers tickets
SELECT p.first_name, p.last_name, p.id_number, coalesce(p.age, -1)::smallint AS age, p.position, i.seat_label,
       i.seat_no, i.fare_c, i.state, t.public_id AS ticket_id, t.code AS ticket_code
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN booking_items i ON i.booking_id = k.id AND i.shown
JOIN booking_passengers p ON p.id = i.passenger_id
LEFT JOIN tickets t ON t.item_id = i.id AND t.revoked_at IS NULL
WHERE k.public_id = $1
  AND (b.user_id = $2 OR b.access_hash = $3 OR EXISTS (SELECT 1 FROM booking_views v
       WHERE v.booking_id = k.id AND v.guest_hash = $3 AND v.created_at > now() - interval '1 day'))
ORDER BY p.position;
