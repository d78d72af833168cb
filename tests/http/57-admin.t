# The platform's staff: numbers, bookings of all companies, companies, lines, payments, jobs, buses on
# the road; what each list refuses, and who may look.
use common-desk.t

--- a sale to look at
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "0558{{digits 6}}"}, "passengers": [{"firstName": "Lynda", "lastName": "Zerrouki", "idNumber": "1"}]}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "phone": {{>phone}}}}

--- the administrator
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- an account for support and one for finance
sql
INSERT INTO users (public_id, email, password_hash, first_name, last_name, role)
SELECT gen_random_uuid(), r || '-' || {{desk}} || '@example.dz', o.password_hash, 'Personne', initcap(r), r
FROM users o, unnest('{support,finance}'::text[]) r WHERE o.email = 'owner-' || {{desk}} || '@example.dz'
=> ok

--- support
POST /api/v1/auth/login

{"email": "support-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>support}}}}

--- finance
POST /api/v1/auth/login

{"email": "finance-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>finance}}}}

--- the numbers
GET /api/v1/admin/analytics/dashboard
Authorization: Bearer {{admin}}
=> 200
Cache-Control: private, no-cache
json
{"data": {"days": 7, "sales": {"today": {"bookings": {{int}}, "seats": {{int}}, "amount": {{money}}}, "week": {"amount": {{money}}}, "month": {"amount": {{money}}}},
 "payments": {"tried": {{int}}, "captured": {{int}}, "refused": {{int}}, "givenUp": {{int}}, "open": {{int}}, "successPercent": {{int}}},
 "holds": {"made": {{int}}, "expired": {{int}}, "paid": {{int}}, "open": {{int}}, "expiryPercent": {{int}}},
 "queue": {"waiting": {{int}}, "dead": {{int}}, "oldestSeconds": {{int}}}, "gps": {"onRoad": {{>on_road int}}, "fresh": {{int}}, "late": {{int}}, "silent": {{int}}, "freshPercent": {{int}}},
 "lanes": [{{has}}, {"lane": "money", "waiting": {{int}}}, {"lane": "messages"}, {"lane": "documents"}], "curve": [{"day": {{date}}, "sales": {{int}}, "amount": {{money}}}, {{rest}}]}}

--- its sales are those of the table
sql
SELECT count(*) >= 1 AS some, (SELECT count(*) FROM route_schedules WHERE departure_time <= now() AND departure_time > now() - interval '2 days' AND arrival_time >= now()
	AND is_active AND status NOT IN ('draft', 'cancelled', 'arrived', 'closed_out')) - {{on_road}}::bigint BETWEEN -1 AND 1 AS road FROM payments WHERE status = 'captured' AND created_at > now() - interval '1 day'
=> some | road
t | t

--- of a month
GET /api/v1/admin/analytics/dashboard?days=30
Authorization: Bearer {{finance}}
=> 200
json
{"data": {"days": 30}}

--- of a fortnight there are none
GET /api/v1/admin/analytics/dashboard?days=14
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "days"}}

--- bookings of all companies, by reference
GET /api/v1/admin/bookings?q={{ref}}
Authorization: Bearer {{support}}
=> 200
also query
json
{"data": [{"id": "{{booking}}", "ref": "{{ref}}", "partnerId": "partner_{{partner}}", "partner": {"fr": "{{name}}", "ar": "تجربة"}, "passenger": "Lynda Zerrouki", "phone": "{{phone}}", "total": {"amount": 50000}}],
 "pagination": {"total": 1}}

--- of one company
GET /api/v1/admin/bookings?partner=partner_{{partner}}&status=confirmed&method=cash&sort=departure
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": [{"ref": "{{ref}}"}], "pagination": {"total": 1}}

--- by the end of a phone, of a day without departures
GET /api/v1/admin/bookings?partner=partner_{{partner}}&from={{today}}&to={{today}}
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": []}

--- a company that is none
GET /api/v1/admin/bookings?partner=7
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "partner"}}

--- a state that is none
GET /api/v1/admin/bookings?status=sold
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- a word of one letter
GET /api/v1/admin/bookings?q=x
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "q"}}

--- as a file
GET /api/v1/admin/bookings.csv?partner=partner_{{partner}}
Authorization: Bearer {{finance}}
=> 200
Content-Type: text/csv; charset=utf-8
has ~^id,ref,status,
has {{ref}},confirmed
has partner_{{partner}}

--- one with everything that happened to it
GET /api/v1/admin/bookings/{{booking}}
Authorization: Bearer {{support}}
=> 200
json
{"data": {"id": "{{booking}}", "status": "confirmed", "events": [{"became": "held"}, {"became": "confirmed"}],
 "payments": [{"paymentId": {{public payment}}, "method": "cash", "status": "captured", "amount": {"amount": 50000}, "createdAt": {{iso}}}], "refunds": [], "notices": [{{rest}}]}}

--- one nobody made
GET /api/v1/admin/bookings/booking_00000000000000000000000000
Authorization: Bearer {{admin}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- the company's name, as an address holds it
sql
SELECT replace({{name}}, ' ', '+') AS word
=> word
{{>word}}

--- companies
GET /api/v1/admin/partners?q={{word}}
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": [{"id": "partner_{{partner}}", "kind": "operator", "name": {"fr": "{{name}}"}, "status": "active", "commissionBps": 800, "buses": 1, "routes": 1, "departuresToday": 0, "sold30Days": 0, "amount30Days": {"amount": 0}}],
 "pagination": {"total": 1}}

--- those that are suspended
GET /api/v1/admin/partners?status=suspended&q={{word}}
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": []}

--- a state of companies that is none
GET /api/v1/admin/partners?status=new
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- one with its rules and its people
GET /api/v1/admin/partners/partner_{{partner}}
Authorization: Bearer {{admin}}
=> 200
not password
json
{"data": {"id": "partner_{{partner}}", "legalId": "{{name}}", "luggageKg": 20, "needsIdNumber": true, "rules": [{"hours": 24, "feeBps": 1000}, {"hours": 2, "feeBps": 5000}],
 "staff": [{{has}}, {"name": "Nadia Ziani", "role": "partner_owner", "active": true}, {"role": "partner_viewer"}]}}

--- none
GET /api/v1/admin/partners/partner_999999999
Authorization: Bearer {{admin}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- lines
GET /api/v1/admin/routes?partner=partner_{{partner}}&q=blida
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": [], "pagination": {"total": 0}}

--- by where they begin or end
GET /api/v1/admin/routes?partner=partner_{{partner}}&q=oran
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": [{"id": {{>route id route}}, "partnerId": "partner_{{partner}}", "from": {"fr": "Alger"}, "to": {"fr": "Oran"}, "distanceKm": 400, "minutes": 300, "basePrice": {"amount": 50000}, "active": true, "departures7Days": 1}]}

--- a line of nobody
GET /api/v1/admin/routes?partner=x
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "partner"}}

--- one with its stops and departures
GET /api/v1/admin/routes/{{route}}
Authorization: Bearer {{admin}}
=> 200
json
{"data": {"id": "{{route}}", "stops": [{"stopId": "{{first}}", "km": 0, "arrivesAt": null}, {"stopId": "{{second}}", "km": 50}, {"stopId": "{{last}}", "km": 400}],
 "trips": [{"scheduleId": "{{trip}}", "plate": "{{name}}", "status": "on_sale", "totalSeats": 30, "sold": 1}]}}

--- none of that number
GET /api/v1/admin/routes/route_999999999
Authorization: Bearer {{admin}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- payments, the newest first
GET /api/v1/admin/payments?method=cash&status=captured&from={{today}}&limit=100
Authorization: Bearer {{finance}}
=> 200
also query
json
{"data": [{{has}}, {"id": {{public payment}}, "bookingId": "{{booking}}", "ref": "{{ref}}", "method": "cash", "status": "captured", "amount": {"amount": 50000}, "createdAt": {{iso}}, "orderNumber": null}]}

--- a state of payments that is none
GET /api/v1/admin/payments?status=paid
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- a day that is none
GET /api/v1/admin/payments?from=1.1.2026
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "from"}}

--- a job somebody gave up
sql
INSERT INTO jobs (lane, kind, dedup_key, payload, state, attempts, max_attempts, error) VALUES ('documents', 'test.given-up', {{desk}}, '{}', 'dead', 3, 3, 'no ink')
=> ok

--- jobs
GET /api/v1/admin/jobs?state=dead&lane=documents
Authorization: Bearer {{support}}
=> 200
also query
json
{"data": [{{has}}, {"id": {{id job}}, "lane": "documents", "kind": "test.given-up", "state": "dead", "attempts": 3, "maxAttempts": 3, "error": "no ink", "runAt": {{iso}}}]}

--- without what stands in them
GET /api/v1/admin/jobs
Authorization: Bearer {{admin}}
=> 200
also query
not payload

--- a lane that is none
GET /api/v1/admin/jobs?lane=fast
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "lane"}}

--- a state of jobs that is none
GET /api/v1/admin/jobs?state=done
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "state"}}

--- the departure leaves
sql
UPDATE route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int, departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + interval '5 hours',
	version = version + 1 FROM (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '1 hour' AS l) v WHERE s.id = {{trip_id}}::bigint RETURNING s.bus_id
=> bus_id
{{>bus}}

--- a bus nobody heard of is silent
GET /api/v1/admin/fleet?partner=partner_{{partner}}&state=silent
Authorization: Bearer {{support}}
=> 200
also query
json
{"data": [{"busId": "bus_{{bus}}", "plate": "{{name}}", "partnerId": "partner_{{partner}}", "scheduleId": "{{trip}}", "from": {"fr": "Alger"}, "to": {"fr": "Oran"}, "state": "silent", "busStatus": "silent", "seenAt": null}],
 "pagination": {"total": 1}}

--- it reports
sql
INSERT INTO bus_locations (bus_id, device_id, recorded_at, location, speed_kmh, heading) VALUES ({{bus}}::bigint, 990057, now(), '(36.48,2.82)', 72.5, 250)
=> ok

--- and is where it is
GET /api/v1/admin/fleet?partner=partner_{{partner}}&state=fresh
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": [{"busId": "bus_{{bus}}", "state": "fresh", "latitude": 36.48, "longitude": 2.82, "speedKmh": 72.5, "heading": 250, "seenAt": {{iso}}}]}

--- the map has it with the rest, and the ticket of the stream that moves it
GET /api/v1/admin/fleet/live?partner=partner_{{partner}}
Authorization: Bearer {{support}}
=> 200
Cache-Control: no-store
json
{"data": {"url": "ws{{any}}/ws/tracking/all", "ticket": {{string}}, "expiresAt": {{iso}}, "buses": [{"busId": "bus_{{bus}}", "plate": "{{name}}", "partner": {"fr": "{{name}}"}, "from": {"fr": "Alger"},
 "latitude": 36.48, "longitude": 2.82, "speedKmh": 72.5, "heading": 250, "delayMinutes": {{int}}, "busStatus": {{/on_time|late|very_late/}}, "seenAt": {{iso}}}]}}

--- of a freshness there is not
GET /api/v1/admin/fleet/live?state=lost
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "state"}}

--- a page of it there is not
GET /api/v1/admin/fleet/live?page=2
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "page"}}

--- a company gets no ticket for everybody's buses
GET /api/v1/admin/fleet/live
Authorization: Bearer {{owner}}
=> 403
not ticket

--- of those that are late it is none
GET /api/v1/admin/fleet?partner=partner_{{partner}}&state=late
Authorization: Bearer {{admin}}
=> 200
also query
json
{"data": []}

--- a freshness that is none
GET /api/v1/admin/fleet?state=lost
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "state"}}

--- a company's owner is let in nowhere
GET /api/v1/admin/analytics/dashboard
Authorization: Bearer {{owner}}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- nobody less
GET /api/v1/admin/fleet
=> 401
WWW-Authenticate: Bearer

--- the pages' form of sign-in
as boss
GET /fr/account/login
=> 200
form sign-in ~^$

--- the administrator signs in
as boss
POST /fr/account/login

@sign-in
login = {{$ADMIN}}
password = {{$ADMIN_PASSWORD}}
=> 303
Location: /fr/admin/

--- numbers and lines, drawn by the server
as boss
GET /fr/admin/?days=30
=> 200
Cache-Control: no-store
has <svg
has /fr/admin/payments?status=captured&amp;from={{today}}
has /fr/admin/jobs?state=dead
has /ar/admin/?days=30

--- of a period there is not
as boss
GET /fr/admin/?days=8
=> 400

--- bookings
as boss
GET /ar/admin/bookings?partner=partner_{{partner}}
=> 200
has {{ref}}
has /ar/admin/bookings.csv?partner=partner_{{partner}}
has /ar/admin/partners/partner_{{partner}}

--- their file, for people
as boss
GET /fr/admin/bookings.csv?q={{ref}}
=> 200
Content-Type: text/csv; charset=utf-8
has {{ref}}
has Confirmée

--- one of them
as boss
GET /fr/admin/bookings/{{booking}}
=> 200
has {{ref}}
has Lynda Zerrouki

--- companies on a page
as boss
GET /fr/admin/partners?q={{word}}
=> 200
has /fr/admin/partners/partner_{{partner}}

--- one of them
as boss
GET /ar/admin/partners/partner_{{partner}}
=> 200
has Nadia Ziani
has تجربة

--- lines on a page
as boss
GET /fr/admin/routes?partner=partner_{{partner}}
=> 200
has /fr/admin/routes/{{route}}

--- one of them
as boss
GET /en/admin/routes/{{route}}
=> 200
has Blida

--- payments on a page
as boss
GET /fr/admin/payments?status=captured
=> 200
has {{ref}}

--- jobs on a page
as boss
GET /fr/admin/jobs?state=dead
=> 200
has test.given-up
has no ink

--- buses on a page
as boss
GET /fr/admin/fleet?partner=partner_{{partner}}
=> 200
has {{name}}
has /api/v1/admin/fleet/live?partner=partner_{{partner}}
has data-bus="bus_{{bus}}"
has <noscript><meta http-equiv="refresh" content="30">

--- a number that is none
as boss
GET /fr/admin/routes/route_999999999
=> 404

--- the job goes
sql
DELETE FROM jobs WHERE kind = 'test.given-up' AND dedup_key = {{desk}}
=> ok
