-- admin/booking_items: passengers and seats of a booking, in order; codes of tickets stay with the traveller.
-- in: public_id uuid
-- out: first_name text, last_name text, id_number text, age smallint, position smallint, seat_label text, seat_no smallint, fare_c bigint, state text, ticket_id uuid, ticket_code text
-- roles: admin
-- reads: booking_keys booking_items booking_passengers tickets(item_id,public_id,issued_at,revoked_at)
SELECT p.first_name, p.last_name, p.id_number, coalesce(p.age, -1)::smallint AS age, p.position, i.seat_label,
       i.seat_no, i.fare_c, i.state, t.public_id AS ticket_id, NULL::text AS ticket_code
FROM booking_keys k
JOIN booking_items i ON i.booking_id = k.id AND i.shown
JOIN booking_passengers p ON p.id = i.passenger_id
LEFT JOIN tickets t ON t.item_id = i.id AND t.revoked_at IS NULL
WHERE k.public_id = $1
ORDER BY p.position;
