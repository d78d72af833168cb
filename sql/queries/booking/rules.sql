-- booking/rules: cancellation rules frozen in a booking, by its public id, longest notice first.
-- in: public_id uuid
-- out: hours_before integer, fee_bps integer
-- roles: bookings payments
-- reads: booking_keys bookings
SELECT (e.rule->>'hours')::integer AS hours_before, (e.rule->>'feeBps')::integer AS fee_bps
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
CROSS JOIN LATERAL jsonb_array_elements(b.policy) AS e (rule)
WHERE k.public_id = $1
ORDER BY 1 DESC;
