# Holding seats: chosen ones, automatic neighbours, with and without names, on parts of the way.
use common-trip.t
from {{ip}}

--- two seats by their labels
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A", "1b"]}
=> 201
Cache-Control: no-store
!Set-Cookie
!Idempotent-Replayed
json exact
{"success": true, "data": {"id": {{>booking public booking}}, "ref": {{>ref /[2-9A-HJ-NP-Z]{6}/}}, "status": "held",
 "paymentStatus": "unpaid", "paymentMethod": null, "scheduleId": "{{trip}}",
 "from": {"stopId": "{{first}}", "slug": {{string}}, "name": {{any}}, "city": {{any}}, "time": {{iso}}},
 "to": {"stopId": "{{last}}", "slug": {{string}}, "name": {{any}}, "city": {{any}}, "time": {{iso}}},
 "operator": {"id": {{id partner}}, "name": {{any}}, "phone": {{string}}},
 "bus": {"type": {{string}}, "model": {{string}}, "plate": {{string}}, "amenities": {{any}}}, "passengers": 2, "total": {{>total money}},
 "expiresAt": {{>expires iso}}, "createdAt": {{>made iso}}, "live": true, "complete": false, "reseated": false,
 "phone": null, "email": null, "luggageKg": {{int}}, "needsIdNumber": false, "cashCode": null, "cashPayBy": null,
 "version": 1, "items": [
  {"position": 1, "seat": "1A", "firstName": null, "lastName": null, "idNumber": null, "fare": {"amount": {{fare}}, "currency": "DZD"}, "state": "held", "ticketId": null, "ticketCode": null},
  {"position": 2, "seat": "1B", "firstName": null, "lastName": null, "idNumber": null, "fare": {"amount": {{fare}}, "currency": "DZD"}, "state": "held", "ticketId": null, "ticketCode": null}],
 "rules": [{"hours": {{int}}, "feeBps": {{int}}}, "{{rest}}"],
 "accessToken": {{>token /[0-7][0-9a-hjkmnp-tv-z]{25}/}}}, "meta": {{any}}}

--- five minutes without names, twice the fare
sql
SELECT extract(epoch FROM {{expires}}::timestamptz - {{made}}::timestamptz) BETWEEN 298 AND 302 AS minutes,
	({{total}}::jsonb->>'amount')::bigint = 2 * {{fare}}::bigint AS total
=> minutes | total
t | t

--- the rows: claims, items, history; the token itself is nowhere
sql
SELECT b.status, b.channel, b.total_price_c = 2 * {{fare}}::bigint AS total, b.passenger_count AS n, b.user_id, length(b.access_hash) AS hash,
	position(convert_to({{token}}, 'UTF8') IN b.access_hash) AS token,
	(SELECT string_agg(s.seat_no || s.state || s.contactless, ' ' ORDER BY s.seat_no) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = b.id) AS claims,
	(SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ') FROM booking_history h WHERE h.booking_id = b.id) AS history,
	(SELECT sum(i.commission_c) = b.commission_amount_c AND sum(i.commission_c) > 0 FROM booking_items i WHERE i.booking_id = b.id) AS commission
FROM bookings b JOIN booking_keys k USING (id) WHERE k.booking_ref = {{ref}}
=> status | channel | total | n | user_id | hash | token | claims | history | commission
held | api | t | 2 | NULL | 32 | 0 | 0heldtrue 1heldtrue | held>guest | t

--- the seat map shows them taken at once
GET /api/v1/schedules/{{trip}}/seats
=> 200
json
{"data": {"rows": [{{any}}, {"cells": [{"label": "1A", "state": "taken"}, {"label": "1B", "state": "taken"}, {{any}}, {"label": "1C", "state": "free"}, {{any}}]}, "{{rest}}"]}}

--- its owner sees it with the token
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
Cache-Control: private, no-cache
json
{"data": {"id": "{{booking}}", "ref": "{{ref}}", "status": "held", "live": true, "accessToken": null, "items": [{"seat": "1A"}, {"seat": "1B"}]}}

--- the same seat is gone
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1C", "1B"]}
=> 409
json
{"error": {"code": "SEAT_TAKEN", "field": "seats", "message": {{/.*1B.*/}}, "details": {"seats": ["1B"]}}}

--- and nothing of that request stayed
sql
SELECT count(*) AS n FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> n
2

--- three people get seats side by side, with everything known: fifteen minutes
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 3,
 "passengers": [{"firstName": "Amina", "lastName": "Benali", "age": 34}, {"firstName": "  Yacine ", "lastName": "Ben  Ali", "idNumber": "109912345"},
  {"firstName": "سارة", "lastName": "الأغواطي", "age": 0}],
 "contact": {"phone": "0550 12 34 56", "email": "Amina.Benali@Example.DZ"}}
=> 201
json
{"data": {"passengers": 3, "complete": true, "phone": "+213550123456", "email": "amina.benali@example.dz", "expiresAt": {{>expires}}, "createdAt": {{>made}},
 "ref": {{>family}}, "items": [{"firstName": "Amina", "seat": {{>s1}}}, {"firstName": "Yacine", "lastName": "Ben Ali", "idNumber": {{any}}, "seat": {{>s2}}}, {"lastName": "الأغواطي", "seat": {{>s3}}}]}}

--- in one row, and kept as said
sql
SELECT count(DISTINCT left(seat, length(seat) - 1)) AS rows, extract(epoch FROM {{expires}}::timestamptz - {{made}}::timestamptz) BETWEEN 898 AND 902 AS minutes,
	(SELECT b.lang FROM bookings b JOIN booking_keys k USING (id) WHERE k.booking_ref = {{family}}) AS lang,
	(SELECT string_agg(coalesce(p.age::text, '-'), ' ' ORDER BY p.position) FROM booking_passengers p JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{family}}) AS ages
FROM unnest(ARRAY[{{s1}}, {{s2}}, {{s3}}]) seat
=> rows | minutes | lang | ages
1 | t | ar | 34 - 0

--- as many seats as there are people, without saying how many
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}",
 "passengers": [{"firstName": "A", "lastName": "B"}], "contact": {"phone": "0661223344"}}
=> 201
json
{"data": {"passengers": 1, "complete": true}}

--- a seat on the first leg only
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["5A"], "contact": {"phone": "0661223344"}}
=> 201
json
{"data": {"total": {"amount": {{part}}}, "complete": false}}

--- is free again behind it
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{second}}", "toStopId": "{{last}}", "seats": ["5A"], "contact": {"phone": "0661223344"}}
=> 201

--- but not over both
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"], "contact": {"phone": "0661223344"}}
=> 409
json
{"error": {"code": "SEAT_TAKEN", "details": {"seats": ["5A"]}}}

--- fifty buyers of one seat: one gets it
parallel 50
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["9D"], "contact": {"phone": "0661{{digits 6}}"}}
=> 201*1 409*49
for 409
json
{"error": {"code": "SEAT_TAKEN", "details": {"seats": ["9D"]}}}

--- twenty groups at once fill the bus without a seat sold twice
parallel 20
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 5, "contact": {"phone": "0661{{digits 6}}"}}
=> 201*2-8 409*12-18
for 409
json
{"error": {"code": {{/NOT_ENOUGH_SEATS|BUSY_RETRY/}}}}

--- every claim by itself
sql
SELECT count(*) AS clashes FROM booking_seats a JOIN booking_seats b ON a.schedule_id = b.schedule_id AND a.seat_no = b.seat_no AND a.legs && b.legs AND a.ctid <> b.ctid
WHERE a.schedule_id = {{trip_id}}::bigint
=> clashes
0

--- less than a group is left, and it is told so
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 6, "contact": {"phone": "0661223344"}}
=> 409
json
{"error": {"code": "NOT_ENOUGH_SEATS", "field": "count"}}

--- the departure counts what is left over the whole way
sql
SELECT {{seats}}::int - count(DISTINCT seat_no) AS left FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> left
{{>left}}

--- as the search does
until 5s
GET /api/v1/schedules/{{trip}}
=> 200
json
{"data": {"seatsLeft": {{left}}}}
