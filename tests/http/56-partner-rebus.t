# Another bus for a departure: who would sit where is seen first; labels both buses have are kept, those who
# booked together stay together, who has no seat is named and refunded; only who has another seat is told.
use common-desk.t
from {{ip}}

--- the company has a minibus of two rows and a bus that is away
sql
WITH m AS (INSERT INTO seat_maps (partner_id, name, kind, seats, layout) VALUES ({{partner}}::bigint, 'deux rangs', 'custom', 6, E'##|#\n##|#\n') RETURNING id),
	b AS (INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id) SELECT {{partner}}::bigint, 'mini ' || {{desk}}, 'Sprinter', 6, id FROM m RETURNING id),
	g AS (INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id, status) SELECT {{partner}}::bigint, 'garage ' || {{desk}}, 'Sprinter', 6, id, 'maintenance' FROM m RETURNING id)
SELECT 'bus_' || b.id AS mini, b.id AS mini_id, 'bus_' || g.id AS garage, 'bus_' || s.bus_id AS old FROM b, g, route_schedules s WHERE s.id = {{trip_id}}::bigint
=> mini | mini_id | garage | old
{{>mini}} | {{>mini_id}} | {{>garage}} | {{>old}}

--- somebody whose label both have
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A"], "contact": {"phone": "0557{{digits 6}}"}, "passengers": [{"firstName": "Karim", "lastName": "Un", "idNumber": "1"}]}
=> 201
json
{"data": {"id": {{>kept}}, "ref": {{>kept_ref}}}}

--- two together, further back
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["6A", "6B"], "contact": {"phone": "0558{{digits 6}}"}, "passengers": [{"firstName": "Lynda", "lastName": "Deux", "idNumber": "2"}, {"firstName": "Omar", "lastName": "Deux", "idNumber": "3"}]}
=> 201
json
{"data": {"id": {{>couple}}, "ref": {{>couple_ref}}}}

--- three
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["7A", "7B", "8A"], "contact": {"phone": "0559{{digits 6}}"}, "passengers": [{"firstName": "A", "lastName": "Trois", "idNumber": "4"}, {"firstName": "B", "lastName": "Trois", "idNumber": "5"}, {"firstName": "C", "lastName": "Trois", "idNumber": "6"}]}
=> 201
json
{"data": {"id": {{>three}}, "ref": {{>three_ref}}}}

--- and one more than the minibus has seats, who holds his
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"], "passengers": [{"firstName": "Trop", "lastName": "Tard", "idNumber": "7"}], "contact": {"phone": "0661{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>late}}, "accessToken": {{>token}}}}

--- the cashier looks at no plan
GET /api/v1/partner/trips/{{trip}}/bus?busId={{mini}}
Authorization: Bearer {{cashier}}
=> 403

--- a bus of somebody else is none
GET /api/v1/partner/trips/{{trip}}/bus?busId=bus_1
Authorization: Bearer {{planner}}
=> 404

--- who would sit where
GET /api/v1/partner/trips/{{trip}}/bus?busId={{mini}}
Authorization: Bearer {{planner}}
=> 200
json
{"data": {"busId": "{{mini}}", "seats": 6, "plan": {{>plan /[0-9a-f]{16}/}}, "kept": 1, "moved": 5, "lost": 1, "moves": [
 {"ref": "{{kept_ref}}", "seat": "1A", "newSeat": "1A"}, {"ref": "{{couple_ref}}", "seat": "6A", "newSeat": "1B"}, {"ref": "{{couple_ref}}", "seat": "6B", "newSeat": "1C"},
 {"ref": "{{three_ref}}", "seat": "7A", "newSeat": "2A"}, {"ref": "{{three_ref}}", "seat": "7B", "newSeat": "2B"}, {"ref": "{{three_ref}}", "seat": "8A", "newSeat": "2C"}, {"bookingId": "{{late}}", "seat": "5A", "newSeat": null}]}}

--- nothing has changed by looking
sql
SELECT s.bus_id = {{mini_id}}::bigint AS mini, s.version FROM route_schedules s WHERE s.id = {{trip_id}}::bigint
=> mini | version
f | {{>version}}

--- those without a seat have to be thought of
PATCH /api/v1/partner/trips/{{trip}}/bus
Authorization: Bearer {{planner}}

{"busId": "{{mini}}", "plan": "{{plan}}", "reason": "breakdown"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "refundLost"}}

--- a plan nobody saw is none
PATCH /api/v1/partner/trips/{{trip}}/bus
Authorization: Bearer {{planner}}

{"busId": "{{mini}}", "plan": "0123456789abcdef", "refundLost": true, "reason": "breakdown"}
=> 409
json
{"error": {"code": "QUOTE_EXPIRED"}}

--- a bus in the garage leaves nowhere
GET /api/v1/partner/trips/{{trip}}/bus?busId={{garage}}
Authorization: Bearer {{planner}}
=> 200
json
{"data": {"plan": {{>garage_plan}}}}

--- so it is refused
PATCH /api/v1/partner/trips/{{trip}}/bus
Authorization: Bearer {{planner}}

{"busId": "{{garage}}", "plan": "{{garage_plan}}", "refundLost": true, "reason": "breakdown"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "busId"}}

--- the page shows the same
as desk
GET /fr/partner/trips/{{trip}}/bus?busId={{mini}}
=> 200
has {{couple_ref}}
has name="refundLost"
form bus ~/bus$

--- and asks for it too
as desk
POST {{bus.action}}

@bus
reason = breakdown
=> 422
has href="#refundLost"
has {{couple_ref}}

--- somebody comes in between
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["5B"], "passengers": [{"firstName": "Entre", "lastName": "Temps", "idNumber": "8"}]}
=> 201
json
{"data": {"id": {{>between}}, "ref": {{>between_ref}}}}

--- the plan that was looked at is another by now: it is shown again
as desk
POST {{bus.action}}

@bus
refundLost := 1
reason = breakdown
=> 422
has {{between_ref}}
form bus ~/bus$

--- this one is done
as desk
POST {{bus.action}}

@bus
refundLost := 1
reason = breakdown
=> 303
Location: /fr/partner/trips/{{trip}}

--- as it was shown, on the other bus
GET /api/v1/partner/trips/{{trip}}
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"busId": "{{mini}}", "totalSeats": 6, "sold": 6, "held": 0, "riders": [{"seat": "1A", "lastName": "Un"}, {"seat": "1B", "lastName": "Deux"}, {"seat": "1C", "lastName": "Deux"}, {"seat": "2A", "lastName": "Trois"}, {"seat": "2B", "lastName": "Trois"}, {"seat": "2C", "lastName": "Trois"}]}}

--- every claim is where its passenger is
sql
SELECT count(*) AS claims, count(*) FILTER (WHERE c.seat_no = i.seat_no AND c.legs = i.legs) AS right FROM booking_seats c JOIN booking_items i ON i.id = c.item_id WHERE c.schedule_id = {{trip_id}}::bigint
=> claims | right
6 | 6

--- who held a seat holds none
GET /api/v1/bookings/{{late}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "cancelled", "live": false}}

--- who had paid has his money back at the counter
GET /api/v1/partner/bookings/{{between}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"status": "disrupted", "refunds": [{"amount": {"amount": 10000}, "state": "manual"}], "events": [{{has}}, {"became": "disrupted", "why": "no_seat"}]}}

--- who kept his label is not told, the others are, once each
until 10s
sql
SELECT (SELECT count(*) FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{kept_ref}} AND n.template LIKE 'reseated%') AS kept,
	(SELECT count(*) FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref IN ({{couple_ref}}, {{three_ref}}) AND n.template LIKE 'reseated%' AND n.state = 'sent') AS moved
=> kept | moved
0 | 2

--- by their new seats
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=[^"]*{{couple_ref}}[^"]*1B

--- the moved ones have a ticket of their own again
until 10s
sql
SELECT string_agg(k.booking_ref || ' ' || t.version || ' ' || (t.revoked_at IS NULL), ', ' ORDER BY i.seat_no) AS tickets
FROM tickets t JOIN booking_items i ON i.id = t.item_id JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref IN ({{kept_ref}}, {{couple_ref}})
=> tickets
{{kept_ref}} 1 true, {{couple_ref}} 2 true, {{couple_ref}} 2 true

--- it is an operation
GET /api/v1/partner/operations?trip={{trip}}
Authorization: Bearer {{viewer}}
=> 200
json
{"data": [{"kind": "bus", "state": "done", "reason": "breakdown", "total": 4, "done": 4}]}
