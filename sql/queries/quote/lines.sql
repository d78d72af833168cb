-- quote/lines: a quote passenger by passenger; the new seat and trip where it is an exchange.
-- in: public_id uuid, user_id bigint, guest bytea, quote uuid
-- out: position smallint, first_name text, last_name text, seat text, paid_c bigint, fee_c bigint, refund_c bigint, new_seat text, new_fare_c bigint, new_schedule_id bigint, new_boards_at timestamptz, new_alights_at timestamptz
-- roles: bookings payments
-- reads: quotes quote_lines booking_keys bookings booking_items booking_passengers
SELECT p.position, p.first_name, p.last_name, i.seat_label AS seat, l.paid_c, l.fee_c, l.refund_c, n.seat_label AS new_seat,
       l.new_fare_c, n.schedule_id AS new_schedule_id, n.boards_at AS new_boards_at, n.alights_at AS new_alights_at
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN quotes q ON q.booking_id = k.id
JOIN quote_lines l ON l.quote_id = q.id
JOIN booking_items i ON i.id = l.item_id
JOIN booking_passengers p ON p.id = i.passenger_id
LEFT JOIN booking_items n ON n.id = l.new_item_id
WHERE k.public_id = $1 AND (b.user_id = $2 OR b.access_hash = $3)
  AND (q.public_id = $4 OR $4::uuid IS NULL AND q.kind = 'exchange' AND q.state = 'open' AND q.valid_until > now())
ORDER BY p.position;
