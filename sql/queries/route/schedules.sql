-- route/schedules: departures of a route between two local days, over its whole length.
-- in: route_id bigint, from_day date, to_day date
-- out: schedule_id bigint, route_id bigint, service_date date, departs_at timestamptz, arrives_at timestamptz, total_seats smallint, legs bigint, class text, status text, cancel_reason text, amount_c bigint
-- roles: routes
-- reads: route_schedules route_stops fares
SELECT s.id AS schedule_id, s.route_id, s.service_date, s.departure_time AS departs_at, s.arrival_time AS arrives_at,
       s.total_seats, n.last AS legs, s.class, s.status, s.cancel_reason, f.amount_c
FROM route_schedules s
JOIN LATERAL (SELECT max(x.seq)::bigint AS last FROM route_stops x WHERE x.pattern_id = s.pattern_id) n ON true
LEFT JOIN fares f ON f.pattern_id = s.pattern_id AND f.class = s.class AND f.passenger_kind = 'adult'
     AND f.board_seq = 0 AND f.alight_seq = n.last
WHERE s.route_id = $1 AND s.service_date BETWEEN $2 AND $3 AND s.is_active AND s.status <> 'draft'
ORDER BY s.service_date, s.departure_time, s.id
LIMIT 500;
