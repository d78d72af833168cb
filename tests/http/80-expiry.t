# Holds end: on a copy where they last 4 seconds without names and 8 with them.
use common-trip.t
from {{ip}}

--- two seats without names
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A", "1B"]}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}, "ref": {{>ref}}, "live": true}}

--- one seat with everything
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2A"],
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "0550123456"}}
=> 201
json
{"data": {"id": {{>second}}, "accessToken": {{>second_token}}, "createdAt": {{>made}}, "expiresAt": {{>expires}}}}

--- which lasts longer
sql
SELECT extract(epoch FROM {{expires}}::timestamptz - {{made}}::timestamptz) BETWEEN 7.5 AND 8.5 AS longer
=> longer
t

--- one on the seats page, as a browser
as visitor
GET /fr/trip/{{trip}}/seats?from={{first}}&to={{last}}&passengers=1
=> 200
form seats {{any}}

--- holds a seat
as visitor
POST /fr/trip/{{trip}}/seats?from={{first}}&to={{last}}&passengers=1

@seats
seats = 3C
=> 303
Location: /fr/booking/{{>paged public booking}}/passengers

--- its page is opened in time
as visitor
GET /fr/booking/{{paged}}/passengers
=> 200
form people {{any}}

--- the first ones are over by the clock, whether or not anybody swept them up
sleep 4100ms
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": {{/held|expired/}}, "live": false}}

--- somebody else takes a seat of them at once
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A"], "contact": {"phone": "0661223344"}}
=> 201

--- names come too late
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "A", "lastName": "B"}, {"firstName": "C", "lastName": "D"}], "contact": {"phone": "0550123456"}}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}

--- a form sent too late leads to a page that offers the seats again
as visitor
POST /fr/booking/{{paged}}/passengers

@people
passengers.0.firstName = Amina
passengers.0.lastName = Benali
contact.phone = 0550123456
=> 422
has href="/fr/trip/{{trip}}/seats?from={{first}}&amp;to={{last}}&amp;passengers=1"
not name="contact.phone"

--- so does the page itself
as visitor
GET /fr/booking/{{paged}}/passengers
=> 200
has href="/fr/trip/{{trip}}/seats?from={{first}}&amp;to={{last}}&amp;passengers=1"

--- and the booking's page
as visitor
GET /fr/booking/{{paged}}
=> 200
has href="/fr/trip/{{trip}}/seats?from={{first}}&amp;to={{last}}&amp;passengers=1"

--- paying leads there as well
as visitor
GET /fr/pay/{{paged}}
=> 303
Location: /fr/booking/{{paged}}

--- the worker ends it
until 10s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "live": false}}

--- the named hold is over too
until 10s
GET /api/v1/bookings/{{second}}
X-Booking-Token: {{second_token}}
=> 200
json
{"data": {"status": {{/held|expired/}}, "live": false}}

--- and cannot be paid by card
POST /api/v1/payments/initiate
X-Booking-Token: {{second_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{second}}"}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}

--- nor in cash
POST /api/v1/payments/initiate
X-Booking-Token: {{second_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{second}}", "method": "cash"}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}

--- the bank heard nothing of it
GET {{WORLD}}/__sim/satim/journal
=> 200
not {{second}}

--- nothing is left of it but its story
until 10s
sql
SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ' ORDER BY h.id) AS story, (SELECT count(*) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = k.id) AS claims
FROM booking_keys k JOIN booking_history h ON h.booking_id = k.id WHERE k.booking_ref = {{ref}} GROUP BY k.id
=> story | claims
held>guest held>expired>worker | 0

--- the trip has all its seats again
until 10s
GET /api/v1/schedules/{{trip}}
=> 200
json
{"data": {"seatsLeft": {{seats}}}}
