# Giving a hold back, and finding a booking by its reference and phone.
use common-hold.t
from {{ip}}

--- by reference and phone, without account or token
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "{{phone}}"}
=> 200
Cache-Control: no-store
json
{"data": {"id": "{{booking}}", "ref": "{{ref}}", "status": "held", "accessToken": {{>view /[0-7][0-9a-hjkmnp-tv-z]{25}/}}}}

--- with blanks around, and another spelling of the phone
POST /api/v1/bookings/lookup
X-Booking-Token: {{view}}

{"ref": " {{ref}} ", "phone": "+213 {{phone}}"}
=> 200
json
{"data": {"id": "{{booking}}", "accessToken": "{{view}}"}}

--- the token it gives reads
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{view}}
=> 200
json
{"data": {"id": "{{booking}}"}}

--- but changes nothing
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{view}}

{"contact": {"phone": "0661223344"}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- gives nothing back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{view}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- and starts no payment
POST /api/v1/payments/initiate
X-Booking-Token: {{view}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- a wrong phone
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "0661000000"}
=> 422
capture wrong ~("error":.*),"meta"
json
{"error": {"code": "NO_SUCH_BOOKING", "field": "ref"}}

--- and a wrong reference read the same
POST /api/v1/bookings/lookup

{"ref": "ZZZZZZ", "phone": "{{phone}}"}
=> 422
has {{wrong}}

--- a reference that cannot be one
POST /api/v1/bookings/lookup

{"ref": "O0I1", "phone": "{{phone}}"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "ref"}}

--- a reference as a list
POST /api/v1/bookings/lookup

{"ref": ["{{ref}}"], "phone": "{{phone}}"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "ref"}}

--- no reference
POST /api/v1/bookings/lookup

{"phone": "{{phone}}"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "ref"}}

--- no phone
POST /api/v1/bookings/lookup

{"ref": "{{ref}}"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "phone"}}

--- a phone that cannot be one
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "%"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "phone"}}

--- an e-mail instead
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "email": "amina@example.dz", "phone": "{{phone}}"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "email"}}

--- a list of questions
POST /api/v1/bookings/lookup

[{"ref": "{{ref}}", "phone": "{{phone}}"}]
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- cancelling takes nothing
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}

{"reason": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "reason"}}

--- its owner gives it back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 200
json
{"data": {"id": "{{booking}}", "status": "cancelled", "live": false, "items": [{"state": "cancelled"}]}}

--- the seat is free at once
GET /api/v1/schedules/{{trip}}
=> 200
json
{"data": {"seatsLeft": {{seats}}}}

--- with its story
sql
SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ' ORDER BY h.id) AS story, (SELECT count(*) FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint) AS claims
FROM booking_history h JOIN booking_keys k ON k.id = h.booking_id WHERE k.booking_ref = {{ref}}
=> story | claims
held>guest held>cancelled>guest | 0

--- a second time there is nothing to give back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- names cannot be added any more
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0661223344"}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- nor can it be paid
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- nor has it papers
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- no receipt
GET /api/v1/bookings/{{booking}}/receipt
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- no calendar entry
GET /api/v1/bookings/{{booking}}/calendar
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- somebody else takes the seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "0661223344"}}
=> 201

--- a guest who chooses other seats
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"]}
=> 201
json
{"data": {"accessToken": {{>restless}}, "ref": {{>earlier}}}}

--- gives the first ones back by it
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{restless}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4B"]}
=> 201

--- which its story tells
sql
SELECT h.became, h.actor, h.reason FROM booking_history h JOIN booking_keys k ON k.id = h.booking_id WHERE k.booking_ref = {{earlier}} AND h.was = 'held'
=> became | actor | reason
expired | guest | chose other seats
