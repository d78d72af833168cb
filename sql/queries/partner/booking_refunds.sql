-- partner/booking_refunds: money that goes back for such a booking.
-- in: organisation bigint, public_id uuid
-- out: public_id uuid, amount_c bigint, state text, method text, created_at timestamptz, updated_at timestamptz
-- roles: partner
-- reads: booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) route_schedules routes refunds(id,public_id,payment_id,booking_id,amount_c,state,created_at,updated_at) payments(id,public_id,booking_id,amount_c,method,status,captured_at,created_at)
SELECT f.public_id, f.amount_c, f.state, p.method, f.created_at, f.updated_at
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN route_schedules s ON s.id = b.route_schedule_id
JOIN routes r ON r.id = s.route_id
JOIN refunds f ON f.booking_id = k.id
JOIN payments p ON p.id = f.payment_id
WHERE r.partner_id = $1 AND k.public_id = $2
ORDER BY f.id;
