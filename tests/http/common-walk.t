# What the walk over a foreign company needs: company B with a word in every name and plate that stands
# nowhere else ({{canary}}), a sold booking, a bus that reported; its office; and the owner of company A,
# who has nothing to do with it, signed in as bearer {{mine}} and as the client `mine`.
use common-desk.t
set canary = Canari{{digits 8}}

--- company B has names nobody else has
sql
WITH p AS (UPDATE partners SET company_name = {{canary}} || ' Voyages', company_name_ar = {{canary}} || ' للأسفار', legal_id = {{canary}}, tax_id = {{canary}},
		email = lower({{canary}}) || '@example.dz', address = {{canary}} WHERE id = {{partner}}::bigint RETURNING id),
	u AS (UPDATE users SET first_name = {{canary}} WHERE partner_id = {{partner}}::bigint RETURNING id),
	b AS (UPDATE buses SET license_plate = {{canary}}, bus_model = {{canary}} WHERE partner_id = {{partner}}::bigint RETURNING id),
	l AS (INSERT INTO bus_locations (bus_id, device_id, recorded_at, location, speed_kmh, heading) SELECT id, 990001, now(), '(36.123456,2.654321)', 71, 90 FROM b)
SELECT 'bus_' || b.id AS bus, 'route_' || s.route_id AS route, s.service_date AS day FROM b, route_schedules s WHERE s.id = {{trip_id}}::bigint
=> bus | route | day
{{>bus}} | {{>route}} | {{>day}}

--- and a passenger with such a name
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "0551{{digits 6}}", "email": "{{canary}}@example.dz"},
 "passengers": [{"firstName": "{{canary}}", "lastName": "{{canary}}", "idNumber": "{{canary}}"}]}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "phone": {{>phone}}}}

--- something was done to a departure of B
sql
INSERT INTO trip_operations (partner_id, kind, service_date, reason, user_id, state, ended_at)
SELECT partner_id, 'cancel', {{day}}::date, 'other', id, 'done', now() FROM users WHERE partner_id = {{partner}}::bigint LIMIT 1 RETURNING 'operation_' || id AS operation
=> operation
{{>operation}}

--- its payment
sql
SELECT 'payment_' || (p.public_id::text) AS raw, right({{phone}}, 9) AS digits, (SELECT count(*) FROM audit_log) AS audits FROM payments p JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{ref}}
=> raw | digits | audits
{{any}} | {{>digits}} | {{>audits}}

--- the platform sees the payment's public name
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- of that booking
GET /api/v1/admin/bookings/{{booking}}
Authorization: Bearer {{admin}}
=> 200
has {{canary}}
json
{"data": {"payments": [{"paymentId": {{>payment}}}]}}

--- somebody is invited to B
POST /api/v1/partner/staff/invitations
Authorization: Bearer {{owner}}

{"role": "driver", "email": "{{canary}}-driver@example.dz", "firstName": "{{canary}}"}
=> 201
json
{"data": {"id": {{>invitation}}}}

--- somebody works there, by the name the API gives him
GET /api/v1/partner/staff?limit=100
Authorization: Bearer {{owner}}
=> 200
json
{"data": [{{has}}, {"id": {{>member}}, "role": "partner_viewer"}]}

--- its owner keeps a till
POST /api/v1/partner/till
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"counted": {"amount": 10000}}
=> 201
json
{"data": {"id": {{>shift}}}}

--- a statement of what B is owed
sql
INSERT INTO partner_settlements (partner_id, period_start, period_end, gross_c, commission_c, net_c) VALUES ({{partner}}::bigint, '2020-01-05', '2020-01-11', 50000, 4000, 46000) RETURNING id
=> id
{{>settlement_id}}

--- with a line
sql
INSERT INTO partner_settlement_lines (settlement_id, ledger_tx_id, item_id, kind, amount_c) SELECT {{settlement_id}}::bigint, t.id, i.id, 'L2', 46000
FROM ledger_tx t JOIN booking_keys k ON k.id = t.booking_id JOIN booking_items i ON i.booking_id = k.id WHERE k.booking_ref = {{ref}}
=> ok

--- closed, and its secret word
sql
UPDATE partner_settlements SET status = 'closed', closed_at = now(), dispute = {{canary}} WHERE id = {{settlement_id}}::bigint
=> ok

--- by the name the API gives it
GET /api/v1/partner/settlements
Authorization: Bearer {{owner}}
=> 200
also query
also books
json
{"data": [{"id": {{>settlement}}}]}

--- papers of B are there
until 20s
GET /api/v1/partner/bookings/{{booking}}/ticket
Authorization: Bearer {{owner}}
=> 200

--- and its list of passengers
until 20s
GET /api/v1/partner/trips/{{trip}}/manifest
Authorization: Bearer {{owner}}
=> 200

--- the owner of A
POST /api/v1/auth/login

{"email": "{{$PARTNER_OWNER}}", "password": "{{$PARTNER_OWNER_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>mine}}, "user": {"role": "partner_owner"}}}

--- the form for pages
as mine
GET /fr/account/login
=> 200
form sign-in ~^$

--- signed in there too
as mine
POST /fr/account/login

@sign-in
login = {{$PARTNER_OWNER}}
password = {{$PARTNER_OWNER_PASSWORD}}
=> 303
Location: /fr/partner/

--- with the proof of that session
as mine
GET /fr/partner/
=> 200
form out /fr/account/logout
