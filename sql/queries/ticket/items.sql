-- ticket/items: items of a booking that need a ticket, with what its code says.
-- in: booking_id bigint
-- out: item_id bigint, position smallint, seat_no smallint, board integer, alight integer, schedule_id bigint, boards_at timestamptz, alights_at timestamptz, booking_ref text, issue integer
-- roles: worker
-- reads: booking_items booking_passengers booking_keys tickets
SELECT i.id AS item_id, p.position, i.seat_no, lower(i.legs) AS board, upper(i.legs) AS alight, i.schedule_id,
       i.boards_at, i.alights_at, k.booking_ref, coalesce((SELECT t.version FROM tickets t WHERE t.item_id = i.id), 0) + 1 AS issue
FROM booking_items i
JOIN booking_passengers p ON p.id = i.passenger_id
JOIN booking_keys k ON k.id = i.booking_id
WHERE i.booking_id = $1 AND i.state = 'confirmed'
  AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.item_id = i.id AND t.revoked_at IS NULL)
ORDER BY p.position;
