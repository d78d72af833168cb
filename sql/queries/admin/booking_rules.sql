-- admin/booking_rules: cancellation rules frozen in a booking, longest notice first.
-- in: public_id uuid
-- out: hours_before integer, fee_bps integer
-- roles: admin
-- reads: booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at)
SELECT (e.rule->>'hours')::integer AS hours_before, (e.rule->>'feeBps')::integer AS fee_bps
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
CROSS JOIN LATERAL jsonb_array_elements(b.policy) AS e (rule)
WHERE k.public_id = $1
ORDER BY 1 DESC;
