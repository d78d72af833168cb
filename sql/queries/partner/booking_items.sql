-- partner/booking_items: passengers and seats of such a booking, in order; codes of tickets stay with the traveller.
-- in: organisation bigint, public_id uuid
-- out: first_name text, last_name text, id_number text, age smallint, position smallint, seat_label text, seat_no smallint, fare_c bigint, state text, ticket_id uuid, ticket_code text
-- roles: partner
-- reads: booking_keys booking_items booking_passengers tickets(item_id,public_id,issued_at,revoked_at) route_schedules routes
SELECT p.first_name, p.last_name, p.id_number, coalesce(p.age, -1)::smallint AS age, p.position, i.seat_label,
       i.seat_no, i.fare_c, i.state, t.public_id AS ticket_id, NULL::text AS ticket_code
FROM booking_keys k
JOIN booking_items i ON i.booking_id = k.id AND i.shown
JOIN booking_passengers p ON p.id = i.passenger_id
JOIN route_schedules s ON s.id = i.schedule_id
JOIN routes r ON r.id = s.route_id
LEFT JOIN tickets t ON t.item_id = i.id AND t.revoked_at IS NULL
WHERE r.partner_id = $1 AND k.public_id = $2
ORDER BY p.position;
