# A departure nobody has touched, days from now, with stops on the way: {{trip}}, its places {{first}}
# {{second}} {{last}}, {{fare}} of the whole ride and {{part}} of the first leg, in centimes.

--- a departure of its own
sql
SELECT 'schedule_' || s.id AS trip, s.id, 'route_' || s.route_id AS route,
	'stop_' || a.stops[1] AS first, 'stop_' || a.stops[2] AS second, 'stop_' || a.stops[cardinality(a.stops)] AS last,
	f.amount_c AS fare, l.amount_c AS part, s.total_seats AS seats
FROM route_schedules s
CROSS JOIN LATERAL (SELECT array_agg(r.place_id ORDER BY r.seq) AS stops FROM route_stops r
	WHERE r.pattern_id = s.pattern_id) a
JOIN fares f ON f.pattern_id = s.pattern_id AND f.class = s.class AND f.passenger_kind = 'adult'
	AND f.board_seq = 0 AND f.alight_seq = cardinality(a.stops) - 1
JOIN fares l ON l.pattern_id = s.pattern_id AND l.class = s.class AND l.passenger_kind = 'adult'
	AND l.board_seq = 0 AND l.alight_seq = 1
WHERE s.status = 'on_sale' AND s.is_active AND s.seat_map_id = 1 AND cardinality(a.stops) >= 4
  AND s.departure_time BETWEEN now() + interval '2 days' AND now() + interval '20 days'
  AND NOT EXISTS (SELECT FROM booking_items i WHERE i.schedule_id = s.id)
ORDER BY random() LIMIT 1
=> trip | id | route | first | second | last | fare | part | seats
{{>trip}} | {{>trip_id}} | {{>route}} | {{>first}} | {{>second}} | {{>last}} | {{>fare}} | {{>part}} | {{>seats}}
