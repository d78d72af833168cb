# A departure that leaves at another time: who may say so, searches show it, each holder is told once,
# who was moved far may cancel free; moving it back is another change.
use common-desk.t
from {{ip}}
set phone = 0557{{digits 6}}
set mail = retime-{{digits 8}}@example.dz

--- on a day nobody has searched yet
sql
UPDATE route_schedules s SET service_date = d, departure_time = (d + interval '10 hours') AT TIME ZONE 'Africa/Algiers', arrival_time = (d + interval '15 hours') AT TIME ZONE 'Africa/Algiers',
	version = version + 1 FROM (SELECT (now() AT TIME ZONE 'Africa/Algiers')::date + 31 + (random() * 8)::int AS d) v WHERE s.id = {{trip_id}}::bigint
RETURNING s.service_date, s.service_date + 1 AS tomorrow, s.service_date + 5 AS far
=> service_date | tomorrow | far
{{>day}} | {{>tomorrow}} | {{>far}}

--- a search that is remembered
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "from": {"time": "{{day}}T09:00:00Z"}}]}

--- a seat from the start
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "{{phone}}", "email": "{{mail}}"}, "passengers": [{"firstName": "Lynda", "lastName": "Saïd", "idNumber": "3"}]}
=> 201
json
{"data": {"id": {{>sold}}, "ref": {{>ref}}}}

--- and one from the stop on the way
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"fromStopId": "{{second}}", "toStopId": "{{last}}", "seats": ["4A"], "contact": {"phone": "0666{{digits 6}}"}, "passengers": [{"firstName": "Omar", "lastName": "Saïd", "idNumber": "4"}]}
=> 201
json
{"data": {"id": {{>way}}, "ref": {{>way_ref}}}}

--- the cashier moves nothing
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{cashier}}

{"date": "{{day}}", "time": "10:20", "reason": "crew"}
=> 403

--- nor is there such an hour
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{planner}}

{"date": "{{day}}", "time": "24:10", "reason": "crew"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "time"}}

--- nor may it leave in the past
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{planner}}

{"date": "{{today}}", "time": "00:00", "reason": "crew"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "time"}}

--- nor days later: that is another departure
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{planner}}

{"date": "{{far}}", "time": "10:00", "reason": "crew"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "time"}}

--- nor one nobody has
PATCH /api/v1/partner/trips/schedule_999999999/time
Authorization: Bearer {{planner}}

{"date": "{{day}}", "time": "10:20", "reason": "crew"}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- twenty minutes later, five times at once
parallel 5
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{planner}}

{"date": "{{day}}", "time": "10:20", "reason": "crew"}
=> 200
json
{"data": {"departsAt": "{{day}}T09:20:00Z", "arrivesAt": "{{day}}T14:20:00Z", "operations": 1}}

--- the search knows it at once
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "from": {"time": "{{day}}T09:20:00Z"}}]}

--- the booking as well, with why
GET /api/v1/partner/bookings/{{way}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"status": "confirmed", "from": {"time": "{{day}}T10:25:00Z"}, "events": [{{has}}, {"became": "confirmed", "actor": "partner", "why": "time_changed"}]}}

--- its holder is told once, in his language
until 10s
sql
SELECT string_agg(n.channel || ' ' || n.state, ', ' ORDER BY n.channel) AS notices FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{way_ref}} AND n.template LIKE 'retimed:%'
=> notices
sms sent

--- the other one by SMS and by mail
until 10s
sql
SELECT string_agg(n.channel || ' ' || n.state, ', ' ORDER BY n.channel) AS notices FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{ref}} AND n.template LIKE 'retimed:%'
=> notices
email sent, sms sent

--- as the gateways saw
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=[^"]*{{ref}}[^"]*10:20|Body=[^"]*{{ref}}[^"]*10%3A20

--- and the mail company
GET {{WORLD}}/__sim/sendgrid/mails
=> 200
has ~Votre voyage change, r[^"]*{{ref}}

--- so little gives no right: a tenth is kept
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
has ~450[^0-9<]*DA

--- twenty more by the page
as desk
GET /fr/partner/trips/{{trip}}/time
=> 200
has value="10:20"
form time ~^$

--- without a reason it comes back
as desk
POST /fr/partner/trips/{{trip}}/time

@time
time = 10:40
=> 422
has href="#reason"
has value="10:40"

--- with one it is done
as desk
POST /fr/partner/trips/{{trip}}/time

@time
time = 10:40
reason = road_closed
=> 303
Location: /fr/partner/trips/{{trip}}

--- together more than half an hour: cancelling is free
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
not ~450[^0-9<]*DA

--- and the messages say so
until 10s
sql
SELECT count(*) AS n, count(DISTINCT n.booking_id) AS bookings FROM notices n JOIN booking_keys k ON k.id = n.booking_id
WHERE k.booking_ref IN ({{ref}}, {{way_ref}}) AND n.template LIKE 'retimed_free:%' AND n.state = 'sent'
=> n | bookings
3 | 2

--- one of them does, and has everything back
PATCH /api/v1/partner/bookings/{{way}}/cancel
Authorization: Bearer {{cashier}}

{"refund": "rules", "reason": "traveller"}
=> 200
json
{"data": {"status": "cancelled", "refunds": [{"amount": {"amount": 45000}}]}}

--- back to the hour that was sold
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{owner}}

{"date": "{{day}}", "time": "10:00", "reason": "other"}
=> 200
json
{"data": {"departsAt": "{{day}}T09:00:00Z", "operations": 3}}

--- only who still travels is told, and pays the fee again
until 10s
sql
SELECT (SELECT string_agg(DISTINCT k.booking_ref, ',') FROM notices n JOIN booking_keys k ON k.id = n.booking_id JOIN trip_operations o ON n.template = 'retimed:' || o.id
	WHERE o.schedule_id = {{trip_id}}::bigint AND o.reason = 'other' AND n.state = 'sent') = {{ref}} AS told, i.sold_boards_at FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref = {{ref}}
=> told | sold_boards_at
t | NULL

--- as the page says
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
has ~450[^0-9<]*DA

--- past midnight, so late that its ticket is signed anew
PATCH /api/v1/partner/trips/{{trip}}/time
Authorization: Bearer {{owner}}

{"date": "{{tomorrow}}", "time": "00:30", "reason": "road_closed"}
=> 200

--- for the new hours
until 10s
sql
SELECT t.version, t.revoked_at FROM tickets t JOIN booking_items i ON i.id = t.item_id JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref = {{ref}}
=> version | revoked_at
2 | NULL

--- the operations tell what was done
GET /api/v1/partner/operations?trip={{trip}}
Authorization: Bearer {{viewer}}
=> 200
json
{"data": [{"kind": "time", "state": "done", "reason": "road_closed", "total": 1, "done": 1}, {"kind": "time", "reason": "other"}, {"reason": "road_closed", "total": 2}, {"reason": "crew", "total": 2}]}
