-- settlement/days: what a statement sums up by day and line: seats that travelled, their fares, commission, what is due.
-- in: settlement_id bigint
-- out: service_date date, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, seats bigint, fare_c bigint, commission_c bigint, amount_c bigint
-- roles: worker
-- reads: partner_settlement_lines booking_items route_schedules routes places
SELECT c.service_date, f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en, o.name_fr AS to_fr, o.name_ar AS to_ar, o.name_en AS to_en,
       count(*) AS seats, sum(i.fare_c)::bigint AS fare_c, sum(i.commission_c)::bigint AS commission_c, sum(l.amount_c)::bigint AS amount_c
FROM partner_settlement_lines l
JOIN booking_items i ON i.id = l.item_id
JOIN route_schedules c ON c.id = i.schedule_id
JOIN routes r ON r.id = c.route_id
JOIN places f ON f.id = r.origin
JOIN places o ON o.id = r.destination
WHERE l.settlement_id = $1 AND l.kind = 'L2'
GROUP BY c.service_date, r.id, f.id, o.id
ORDER BY c.service_date, r.id;
