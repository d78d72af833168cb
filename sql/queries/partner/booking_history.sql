-- partner/booking_history: what happened to such a booking, in order.
-- in: organisation bigint, public_id uuid
-- out: was text, became text, actor text, reason text, at timestamptz
-- roles: partner
-- reads: booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) route_schedules routes booking_history
SELECT h.was, h.became, h.actor, h.reason, h.at
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN route_schedules s ON s.id = b.route_schedule_id
JOIN routes r ON r.id = s.route_id
JOIN booking_history h ON h.booking_id = k.id
WHERE r.partner_id = $1 AND k.public_id = $2
ORDER BY h.id;
