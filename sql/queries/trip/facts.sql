-- trip/facts: everything about one departure that does not change with a sale.
-- in: schedule_id bigint
-- out: schedule_id bigint, route_id bigint, pattern_id bigint, version integer, status text, cancel_reason text, service_date date, departure_time timestamptz, arrival_time timestamptz, total_seats smallint, layout text, bus_class text, bus_model text, bus_plate text, bus_features text[], operator_id bigint, operator_name_fr text, operator_name_ar text, operator_name_en text, operator_phone text, commission_bps integer, luggage_kg smallint, needs_id_number boolean, polyline text
-- roles: routes bookings partner worker
-- reads: route_schedules routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg) buses seat_maps route_patterns
SELECT s.id AS schedule_id, s.route_id, s.pattern_id, s.version, s.status, s.cancel_reason, s.service_date,
       s.departure_time, s.arrival_time, s.total_seats, m.layout,
       s.class AS bus_class, u.bus_model, u.license_plate AS bus_plate, u.features AS bus_features,
       p.id AS operator_id, p.company_name AS operator_name_fr, p.company_name_ar AS operator_name_ar,
       p.company_name AS operator_name_en, p.phone AS operator_phone, p.commission_bps, p.luggage_kg,
       p.needs_id_number, t.polyline
FROM route_schedules s
JOIN routes r ON r.id = s.route_id
JOIN partners p ON p.id = r.partner_id
JOIN buses u ON u.id = s.bus_id
JOIN seat_maps m ON m.id = s.seat_map_id
JOIN route_patterns t ON t.id = s.pattern_id
WHERE s.id = $1 AND s.is_active AND s.status <> 'draft';
