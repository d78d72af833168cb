-- partner/settlement_lines: what a statement sums up, a page of it, or all without a limit, in the order it was booked.
-- in: organisation bigint, public_id uuid, limit_n integer, offset_n bigint
-- out: line_id bigint, at timestamptz, kind text, booking_id uuid, booking_ref text, schedule_id bigint, departs_at timestamptz, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, bus_plate text, seat_label text, fare_c bigint, commission_c bigint, amount_c bigint
-- roles: partner
-- reads: partner_settlements partner_settlement_lines ledger_tx booking_items booking_keys route_schedules buses places
SELECT l.id AS line_id, t.at, CASE l.kind WHEN 'L2' THEN 'fare' WHEN 'L3' THEN 'fee' WHEN 'L6o' THEN 'cash' WHEN 'L1t' THEN 'till' ELSE 'correction' END AS kind,
       k.public_id AS booking_id, k.booking_ref, i.schedule_id, i.boards_at AS departs_at,
       f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en, o.name_fr AS to_fr, o.name_ar AS to_ar, o.name_en AS to_en,
       u.license_plate AS bus_plate, i.seat_label, CASE l.kind WHEN 'L2' THEN i.fare_c END AS fare_c,
       CASE l.kind WHEN 'L2' THEN i.commission_c END AS commission_c, l.amount_c
FROM partner_settlements s
JOIN partner_settlement_lines l ON l.settlement_id = s.id
JOIN ledger_tx t ON t.id = l.ledger_tx_id
LEFT JOIN booking_keys k ON k.id = t.booking_id
LEFT JOIN booking_items i ON i.id = l.item_id
LEFT JOIN route_schedules c ON c.id = i.schedule_id
LEFT JOIN buses u ON u.id = c.bus_id
LEFT JOIN places f ON f.id = i.from_place
LEFT JOIN places o ON o.id = i.to_place
WHERE s.partner_id = $1 AND s.public_id = $2
ORDER BY l.id
LIMIT $3::integer OFFSET $4;
