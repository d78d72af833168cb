-- partner/operation: one operation of the organisation.
-- in: organisation bigint, operation_id bigint
-- out: operation_id bigint, kind text, schedule_id bigint, service_date date, route_id bigint, reason text, state text, trips integer, total integer, done integer, failed integer, created_at timestamptz, ended_at timestamptz, person text, departs_at timestamptz, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text
-- roles: partner
-- reads: trip_operations users(id,public_id,first_name,last_name) route_schedules routes places
SELECT o.id AS operation_id, o.kind, o.schedule_id, o.service_date, o.route_id, o.reason, o.state, o.trips, o.total, o.done, o.failed,
       o.created_at, o.ended_at, nullif(concat_ws(' ', u.first_name, u.last_name), '') AS person, s.departure_time AS departs_at,
       f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en, d.name_fr AS to_fr, d.name_ar AS to_ar, d.name_en AS to_en
FROM trip_operations o
LEFT JOIN users u ON u.id = o.user_id
LEFT JOIN route_schedules s ON s.id = o.schedule_id
LEFT JOIN routes r ON r.id = o.route_id
LEFT JOIN places f ON f.id = r.origin
LEFT JOIN places d ON d.id = r.destination
WHERE o.partner_id = $1 AND o.id = $2;
