-- admin/sales: what was paid today, in 7 days and in 30 days, today included.
-- in:
-- out: today_n bigint, today_seats bigint, today_c bigint, week_n bigint, week_seats bigint, week_c bigint, month_n bigint, month_seats bigint, month_c bigint
-- roles: admin
-- reads: payments booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at)
SELECT count(*) FILTER (WHERE x.captured_at >= x.today) AS today_n,
       coalesce(sum(x.seats) FILTER (WHERE x.captured_at >= x.today), 0)::bigint AS today_seats,
       coalesce(sum(x.amount_c) FILTER (WHERE x.captured_at >= x.today), 0)::bigint AS today_c,
       count(*) FILTER (WHERE x.captured_at >= x.today - interval '6 days') AS week_n,
       coalesce(sum(x.seats) FILTER (WHERE x.captured_at >= x.today - interval '6 days'), 0)::bigint AS week_seats,
       coalesce(sum(x.amount_c) FILTER (WHERE x.captured_at >= x.today - interval '6 days'), 0)::bigint AS week_c,
       count(*) AS month_n, coalesce(sum(x.seats), 0)::bigint AS month_seats,
       coalesce(sum(x.amount_c), 0)::bigint AS month_c
FROM (SELECT p.captured_at, p.amount_c, d.today,
	(SELECT b.passenger_count FROM booking_keys k JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	 WHERE k.id = p.booking_id) AS seats
	FROM (SELECT date_trunc('day', now() AT TIME ZONE 'Africa/Algiers') AT TIME ZONE 'Africa/Algiers' AS today) d
	JOIN payments p ON p.captured_at >= d.today - interval '29 days') x;
