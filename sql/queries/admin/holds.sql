-- admin/holds: how many holds of some days ended without being paid.
-- in: days integer
-- out: made bigint, expired bigint, paid bigint, open bigint
-- roles: admin
-- reads: bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at)
SELECT count(*) AS made, count(*) FILTER (WHERE b.status = 'expired') AS expired,
       count(*) FILTER (WHERE b.payment_status <> 'unpaid' AND b.payment_status <> 'pending') AS paid,
       count(*) FILTER (WHERE b.status IN ('held', 'held_cash', 'paying', 'review')) AS open
FROM bookings b WHERE b.created_at >= now() - $1::integer * interval '1 day' AND b.channel IN ('web', 'api');
