-- partner/seat_claims: who has which seat of a departure on which legs, held ones whose time is not over too.
-- in: organisation bigint, schedule_id bigint
-- out: item_id bigint, booking bigint, booking_id uuid, booking_ref text, first_name text, last_name text, seat_label text, seat_no smallint, board integer, alight integer
-- roles: partner
-- reads: routes route_schedules booking_seats booking_items booking_keys booking_passengers
SELECT i.id AS item_id, i.booking_id AS booking, k.public_id AS booking_id, k.booking_ref, p.first_name, p.last_name, i.seat_label,
       c.seat_no, lower(c.legs) AS board, upper(c.legs) AS alight
FROM route_schedules s
JOIN routes r ON r.id = s.route_id
JOIN booking_seats c ON c.schedule_id = s.id AND c.state IN ('held', 'sold', 'blocked') AND (c.state <> 'held' OR c.expires_at > now())
JOIN booking_items i ON i.id = c.item_id
JOIN booking_keys k ON k.id = i.booking_id
JOIN booking_passengers p ON p.id = i.passenger_id
WHERE r.partner_id = $1 AND s.id = $2
ORDER BY i.booking_id, lower(c.legs), upper(c.legs), c.seat_no;
