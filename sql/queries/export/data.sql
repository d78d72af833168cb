-- export/data: everything the platform keeps about the person of a copy, as text for people and machines.
-- in: export_id bigint
-- out: object_key text, data text
-- roles: worker
-- reads: user_exports users(id,phone,email,lang,is_active,first_name,last_name,role,partner_id,created_at,phone_verified_at,email_verified_at,password_at) user_preferences saved_passengers payment_methods consents user_sessions(id,user_id,kind,device,created_at,used_at,expires_at,revoked_at) bookings booking_keys booking_passengers booking_items places payments reviews audit_log
SELECT e.object_key, jsonb_pretty(jsonb_build_object(
	'profile', to_jsonb(u) - 'id' - 'partner_id' - 'is_active',
	'preferences', coalesce((SELECT jsonb_object_agg(p.key, p.value) FROM user_preferences p WHERE p.user_id = u.id), '{}'),
	'savedPassengers', (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'id' - 'user_id' ORDER BY p.id), '[]') FROM saved_passengers p WHERE p.user_id = u.id),
	'paymentMethods', (SELECT coalesce(jsonb_agg(to_jsonb(m) - 'id' - 'user_id' ORDER BY m.id), '[]') FROM payment_methods m WHERE m.user_id = u.id),
	'consents', (SELECT coalesce(jsonb_agg(jsonb_build_object('subject', c.subject, 'version', c.version, 'granted', c.granted, 'at', c.at)
		ORDER BY c.id), '[]') FROM consents c WHERE c.user_id = u.id),
	'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'device', s.device, 'from', s.created_at, 'usedAt', s.used_at,
		'endedAt', s.revoked_at) ORDER BY s.id), '[]') FROM user_sessions s WHERE s.user_id = u.id),
	'bookings', (SELECT coalesce(jsonb_agg(jsonb_build_object('ref', k.booking_ref, 'status', b.status, 'departsAt', b.departure_time,
		'total', b.total_price_c, 'currency', 'DZD', 'phone', b.contact_phone, 'email', b.contact_email, 'madeAt', b.created_at,
		'passengers', (SELECT jsonb_agg(jsonb_build_object('firstName', p.first_name, 'lastName', p.last_name, 'idNumber', p.id_number,
			'age', p.age, 'seat', i.seat_label, 'from', o.name_fr, 'to', d.name_fr) ORDER BY p.position)
			FROM booking_passengers p JOIN booking_items i ON i.booking_id = b.id AND i.passenger_id = p.id JOIN places o ON o.id = i.from_place
			JOIN places d ON d.id = i.to_place WHERE p.booking_id = b.id),
		'payments', (SELECT coalesce(jsonb_agg(jsonb_build_object('method', y.method, 'status', y.status, 'amount', y.amount_c, 'at', y.created_at)
			ORDER BY y.id), '[]') FROM payments y WHERE y.booking_id = b.id)) ORDER BY b.created_at), '[]')
		FROM bookings b JOIN booking_keys k ON k.id = b.id WHERE b.user_id = u.id),
	'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('rating', r.rating, 'words', r.words, 'at', r.created_at) ORDER BY r.id), '[]')
		FROM reviews r WHERE r.user_id = u.id),
	'log', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'action', a.action, 'fields', a.fields) ORDER BY a.id), '[]')
		FROM (SELECT * FROM audit_log l WHERE l.user_id = u.id ORDER BY l.at DESC LIMIT 5000) a)
)) AS data
FROM user_exports e
JOIN users x ON x.id = e.user_id AND x.is_active
JOIN LATERAL (SELECT x.id, x.first_name, x.last_name, x.phone, x.phone_verified_at, x.email, x.email_verified_at, x.lang, x.role, x.partner_id,
	x.is_active, x.created_at, x.password_at) u ON true
WHERE e.id = $1;
