-- partner/shift: one till shift of the organisation, of one of its people when named.
-- in: organisation bigint, public_id uuid, person bigint
-- out: public_id uuid, cashier text, opened_at timestamptz, closed_at timestamptz, opening_c bigint, sold bigint, sold_c bigint, back_c bigint, expected_c bigint, counted_c bigint, difference_c bigint, note text
-- roles: partner
-- reads: till_shifts users(id,first_name,last_name) payments refunds
SELECT s.public_id, nullif(concat_ws(' ', u.first_name, u.last_name), '') AS cashier, s.opened_at, s.closed_at, s.opening_c,
       coalesce(m.sold, 0) AS sold, coalesce(m.sold_c, 0)::bigint AS sold_c, coalesce(b.back_c, 0)::bigint AS back_c,
       coalesce(s.expected_c, s.opening_c + coalesce(m.sold_c, 0) - coalesce(b.back_c, 0))::bigint AS expected_c, s.counted_c, s.difference_c, s.note
FROM till_shifts s
JOIN users u ON u.id = s.user_id
LEFT JOIN LATERAL (SELECT count(*) AS sold, sum(p.amount_c) AS sold_c FROM payments p WHERE p.shift_id = s.id) m ON true
LEFT JOIN LATERAL (SELECT sum(r.amount_c) AS back_c FROM refunds r WHERE r.shift_id = s.id AND r.state = 'done') b ON true
WHERE s.partner_id = $1 AND s.public_id = $2 AND ($3::bigint IS NULL OR s.user_id = $3);
