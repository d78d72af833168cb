-- document/payment: the captured payment a receipt is about.
-- in: booking_id bigint
-- out: payment_id uuid, number bigint, method text, amount_c bigint, captured_at timestamptz, order_number text, order_id text, message text, approval_code text, card text, tax_id text, legal_id text, address text
-- roles: worker
-- reads: payments payment_attempts booking_items route_schedules routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg)
SELECT p.public_id AS payment_id, p.id AS number, p.method, p.amount_c, p.captured_at, a.order_number,
       coalesce(a.md_order, p.transaction_id) AS order_id,
       coalesce(a.answer->'params'->>'respCode_desc', a.answer->>'actionCodeDescription') AS message,
       coalesce(a.answer->>'approvalCode', a.answer->'cardAuthInfo'->>'approvalCode') AS approval_code,
       coalesce(a.answer->>'Pan', a.answer->'cardAuthInfo'->>'pan') AS card,
       o.tax_id, o.legal_id, o.address
FROM payments p
LEFT JOIN payment_attempts a ON a.payment_id = p.id AND a.state = 'captured'
JOIN LATERAL (SELECT x.schedule_id FROM booking_items x WHERE x.booking_id = p.booking_id AND x.shown ORDER BY x.id LIMIT 1) i ON true
JOIN route_schedules s ON s.id = i.schedule_id
JOIN routes r ON r.id = s.route_id
JOIN partners o ON o.id = r.partner_id
WHERE p.booking_id = $1 AND p.captured_at IS NOT NULL
ORDER BY a.state = 'captured' DESC NULLS LAST, p.id DESC
LIMIT 1;
