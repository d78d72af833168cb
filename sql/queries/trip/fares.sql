-- trip/fares: adult fares of a departure's class by range of legs.
-- in: schedule_id bigint
-- out: board_seq smallint, alight_seq smallint, amount_c bigint
-- roles: routes bookings partner worker
-- reads: route_schedules fares
SELECT f.board_seq, f.alight_seq, f.amount_c
FROM route_schedules s
JOIN fares f ON f.pattern_id = s.pattern_id AND f.class = s.class AND f.passenger_kind = 'adult'
WHERE s.id = $1
ORDER BY f.board_seq, f.alight_seq;
