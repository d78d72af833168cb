# Operations of an office: all departures of a day cancelled at once, how far that is, what failed and is
# tried again; each traveller gets back what was still his, once.
use common-desk.t
from {{ip}}
set phone = 0557{{digits 6}}

--- two more departures that day, and one on another
sql
INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, available_seats)
SELECT s.route_id, s.pattern_id, s.service_date + d, h * 3600, (s.service_date + d + h * interval '1 hour') AT TIME ZONE 'Africa/Algiers',
	(s.service_date + d + h * interval '1 hour') AT TIME ZONE 'Africa/Algiers' + interval '5 hours', s.bus_id, s.seat_map_id, 30, 'standard', 'on_sale', 30
FROM route_schedules s, (VALUES (0, 12), (0, 14), (1, 10)) v (d, h) WHERE s.id = {{trip_id}}::bigint
=> ok

--- by their numbers
sql
SELECT s.service_date AS day, 'route_' || s.route_id AS route, 'schedule_' || b.id AS second_trip, 'schedule_' || c.id AS other_trip, c.id AS other_id, c.service_date AS other_day
FROM route_schedules s JOIN route_schedules b ON b.route_id = s.route_id AND b.departs_s = 43200 JOIN route_schedules c ON c.route_id = s.route_id AND c.service_date > s.service_date
WHERE s.id = {{trip_id}}::bigint
=> day | route | second_trip | other_trip | other_id | other_day
{{>day}} | {{>route}} | {{>second_trip}} | {{>other_trip}} | {{>other_id}} | {{>other_day}}

--- two seats sold at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A", "3B"], "contact": {"phone": "{{phone}}"},
 "passengers": [{"firstName": "Lynda", "lastName": "Saïd", "idNumber": "3"}, {"firstName": "Omar", "lastName": "Saïd", "idNumber": "4"}]}
=> 201
json
{"data": {"id": {{>sold}}, "ref": {{>ref}}}}

--- one of them is given back by the rules
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{cashier}}

{"refund": "rules", "reason": "traveller", "seats": ["3A"]}
=> 200
json
{"data": {"status": "partially_cancelled"}}

--- somebody holds a seat on the second
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"scheduleId": "{{second_trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"], "passengers": [{"firstName": "Karim", "lastName": "Haddad", "idNumber": "2"}], "contact": {"phone": "0666{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>held}}, "accessToken": {{>held_token}}}}

--- nothing was done so far
GET /api/v1/partner/operations
Authorization: Bearer {{viewer}}
=> 200
json
{"data": [], "pagination": {"total": 0}}

--- the cashier cancels no day
POST /api/v1/partner/operations
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"date": "{{day}}", "reason": "weather"}
=> 403

--- a reason is needed
POST /api/v1/partner/operations
Authorization: Bearer {{planner}}
Idempotency-Key: {{uuid}}

{"date": "{{day}}"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "reason"}}

--- a route of somebody else is none
POST /api/v1/partner/operations
Authorization: Bearer {{planner}}
Idempotency-Key: {{uuid}}

{"date": "{{day}}", "routeId": "route_1", "reason": "weather"}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "routeId"}}

--- a day without departures
POST /api/v1/partner/operations
Authorization: Bearer {{planner}}
Idempotency-Key: {{uuid}}

{"date": "{{today+50}}", "reason": "weather"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the day's page leads to it
as desk
GET /fr/partner/?date={{day}}
=> 200
has /fr/partner/cancel-day?date={{day}}

--- which says what would happen
as desk
GET /fr/partner/cancel-day?date={{day}}&routeId={{route}}
=> 200
has ~<dt>Départs</dt><dd><bdi>3</bdi>
has ~500[^0-9<]*DA
form day /fr/partner/cancel-day

--- without a reason the form comes back
as desk
POST {{day.action}}

@day
=> 422
has <title>Erreur
has href="#reason"

--- with one it begins
as desk
POST {{day.action}}

@day
reason = road_closed
=> 303
Location: /fr/partner/operations/{{>operation id operation}}

--- and ends: every departure, every booking
until 20s
GET /api/v1/partner/operations/{{operation}}
Authorization: Bearer {{viewer}}
=> 200
json
{"data": {"kind": "cancel", "state": "done", "scheduleId": null, "date": "{{day}}", "routeId": "{{route}}", "reason": "road_closed", "by": "Nadia Ziani", "trips": 3, "total": 2, "done": 2, "failed": 0,
 "percent": 100, "endedAt": {{iso}}, "outcomes": [{"outcome": "cash", "bookings": 1}, {"outcome": "released", "bookings": 1}], "failures": []}}

--- as its page says
as desk
GET /fr/partner/operations/{{operation}}
=> 200
has value="100"
has Route coupée
has À rendre au guichet
not http-equiv="refresh"

--- and the list
as desk
GET /fr/partner/operations?trip={{second_trip}}
=> 200
has {{operation}}
has Terminée

--- the departure's page leads there
as desk
GET /fr/partner/trips/{{second_trip}}
=> 200
has /fr/partner/operations?trip={{second_trip}}

--- all three are cancelled, the one on another day is not
sql
SELECT count(*) FILTER (WHERE s.status = 'cancelled' AND s.cancel_reason = 'road_closed') AS gone, count(*) FILTER (WHERE s.status = 'on_sale') AS open
FROM route_schedules s JOIN route_schedules m ON m.route_id = s.route_id WHERE m.id = {{trip_id}}::bigint
=> gone | open
3 | 1

--- the hold is over
GET /api/v1/bookings/{{held}}
X-Booking-Token: {{held_token}}
=> 200
json
{"data": {"status": "cancelled", "live": false}}

--- the other seat's price waits at the counter, beside the first refund
GET /api/v1/partner/bookings/{{sold}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"status": "disrupted", "refunds": [{{has}}, {"amount": {"amount": 45000}}, {"amount": {"amount": 50000}, "state": "manual"}]}}

--- the message says that price, not that of the whole booking
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=[^"]*{{ref}}[^"]*500[^0-9][^"]*guichet
not ~Body=[^"]*{{ref}}[^"]*1000

--- nothing is left to cancel
POST /api/v1/partner/operations
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"date": "{{day}}", "reason": "weather"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- a ticket on the other day
POST /api/v1/partner/trips/{{other_trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "passengers": [{"firstName": "Lynda", "lastName": "Saïd", "idNumber": "3"}]}
=> 201
json
{"data": {"id": {{>broken}}, "ref": {{>broken_ref}}}}

--- whose payment does not cover it: the books are wrong
sql
UPDATE payments SET amount_c = amount_c - 100 FROM booking_keys k WHERE k.id = booking_id AND k.booking_ref = {{broken_ref}}
=> ok

--- its departure is cancelled
POST /api/v1/partner/operations
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"date": "{{other_day}}", "reason": "crew"}
=> 202
json
{"data": {"id": {{>failing}}, "state": "running"}}

--- and the booking stands among the failures
until 20s
GET /api/v1/partner/operations/{{failing}}
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"state": "failing", "trips": 1, "total": 1, "done": 0, "failed": 1, "endedAt": null, "outcomes": [], "failures": [{"bookingId": "{{broken}}", "ref": "{{broken_ref}}", "scheduleId": "{{other_trip}}", "error": {{string}}}]}}

--- on the page as well, which comes back by itself without a script
as desk
GET /fr/partner/operations/{{failing}}
=> 200
has {{broken_ref}}
has http-equiv="refresh"
form again ~/retry$

--- the cashier tries nothing again
POST /api/v1/partner/operations/{{failing}}/retry
Authorization: Bearer {{cashier}}
=> 403

--- the books are put right
sql
UPDATE payments SET amount_c = amount_c + 100 FROM booking_keys k WHERE k.id = booking_id AND k.booking_ref = {{broken_ref}}
=> ok

--- and it is tried again
as desk
POST {{again.action}}

@again
=> 303
Location: /fr/partner/operations/{{failing}}

--- once more by the API, which changes nothing
POST /api/v1/partner/operations/{{failing}}/retry
Authorization: Bearer {{owner}}
=> 200

--- it is done
until 20s
GET /api/v1/partner/operations/{{failing}}
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"state": "done", "done": 1, "failed": 0, "failures": [], "outcomes": [{"outcome": "cash", "bookings": 1}]}}

--- with one refund
sql
SELECT count(*) AS n, sum(r.amount_c) AS amount FROM refunds r JOIN booking_keys k ON k.id = r.booking_id WHERE k.booking_ref = {{broken_ref}}
=> n | amount
1 | 50000

--- an operation there is not
GET /api/v1/partner/operations/operation_999999999
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}
