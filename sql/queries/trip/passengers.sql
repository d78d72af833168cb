-- trip/passengers: who travels on a departure, by seat: for the printed list.
-- in: schedule_id bigint
-- out: seat_no smallint, seat_label text, first_name text, last_name text, id_number text, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, boards_at timestamptz, state text, fare_c bigint, booking_id uuid, booking_ref text, contact_phone text, payment_method text, channel text
-- roles: worker
-- reads: booking_items booking_passengers booking_keys bookings places
SELECT i.seat_no, i.seat_label, p.first_name, p.last_name, p.id_number,
       f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en,
       t.name_fr AS to_fr, t.name_ar AS to_ar, t.name_en AS to_en, i.boards_at, i.state, i.fare_c,
       k.public_id AS booking_id, k.booking_ref, b.contact_phone, b.payment_method, b.channel
FROM booking_items i
JOIN booking_passengers p ON p.id = i.passenger_id
JOIN booking_keys k ON k.id = i.booking_id
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN places f ON f.id = i.from_place
JOIN places t ON t.id = i.to_place
WHERE i.schedule_id = $1 AND i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')
ORDER BY i.seat_no, lower(i.legs), i.id;
