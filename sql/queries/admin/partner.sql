-- admin/partner: one company.
-- in: partner_id bigint
-- out: partner_id bigint, kind text, name_fr text, name_ar text, name_en text, status text, phone text, email text, commission_bps integer, created_at timestamptz, buses bigint, routes bigint, departures bigint, sold bigint, amount_c bigint, legal_id text, tax_id text, address text, luggage_kg smallint, needs_id_number boolean
-- roles: admin
-- reads: partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at) buses routes route_schedules booking_items
SELECT o.id AS partner_id, o.kind, o.company_name AS name_fr, o.company_name_ar AS name_ar, o.company_name AS name_en, o.status,
       o.phone, o.email, o.commission_bps, o.created_at, u.n AS buses, l.n AS routes, l.departures, m.sold, m.amount_c, o.legal_id, o.tax_id, o.address,
       o.luggage_kg, o.needs_id_number
FROM partners o
JOIN LATERAL (SELECT count(*) AS n FROM buses x WHERE x.partner_id = o.id AND x.status <> 'retired') u ON true
JOIN LATERAL (SELECT count(*) AS n, coalesce(sum(s.n), 0)::bigint AS departures FROM routes x
	JOIN LATERAL (SELECT count(*) AS n FROM route_schedules y WHERE y.route_id = x.id
		AND y.service_date = (now() AT TIME ZONE 'Africa/Algiers')::date AND y.status <> 'cancelled') s ON true
	WHERE x.partner_id = o.id AND x.is_active) l ON true
JOIN LATERAL (SELECT count(*) AS sold, coalesce(sum(i.fare_c), 0)::bigint AS amount_c FROM routes x
	JOIN route_schedules y ON y.route_id = x.id AND y.service_date BETWEEN (now() AT TIME ZONE 'Africa/Algiers')::date - 29 AND (now() AT TIME ZONE 'Africa/Algiers')::date
	JOIN booking_items i ON i.schedule_id = y.id AND i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')
	WHERE x.partner_id = o.id) m ON true
WHERE o.id = $1;
