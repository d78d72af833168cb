# One key, one hold: replays, other bodies, other callers; and one hold without names per guest and trip.
use common-trip.t
from {{ip}}
set key = {{uuid}}
set ride = {"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}"

--- without a key
POST /api/v1/bookings

{{ride}}, "count": 1}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED", "field": "Idempotency-Key"}}

--- an empty key
POST /api/v1/bookings
Idempotency-Key:

{{ride}}, "count": 1}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED"}}

--- a key with blanks
POST /api/v1/bookings
Idempotency-Key: a b

{{ride}}, "count": 1}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED"}}

--- a key of 256 letters
POST /api/v1/bookings
Idempotency-Key: {{repeat 256 k}}

{{ride}}, "count": 1}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED"}}

--- the first time
POST /api/v1/bookings
Idempotency-Key: {{key}}
X-Request-Id: first-time

{{ride}}, "seats": ["1A"]}
=> 201
X-Request-Id: first-time
!Idempotent-Replayed
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}}, "meta": {"requestId": "first-time"}}
capture whole ~(.*)

--- again: the same bytes, though the id of this delivery is new
repeat 3
POST /api/v1/bookings
Idempotency-Key: {{key}}
X-Request-Id: time-{{n}}

{{ride}}, "seats": ["1A"]}
=> 201
X-Request-Id: time-{{n}}
Idempotent-Replayed: true
Content-Type: application/json; charset=utf-8
json
{"data": {"id": "{{booking}}", "accessToken": "{{token}}"}, "meta": {"requestId": "first-time"}}
has {{whole}}

--- fifty replays at once
parallel 50
POST /api/v1/bookings
Idempotency-Key: {{key}}

{{ride}}, "seats": ["1A"]}
=> 201*50
same 201

--- one booking, one claim
sql
SELECT (SELECT count(*) FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint) AS claims,
	(SELECT count(*) FROM booking_items WHERE schedule_id = {{trip_id}}::bigint) AS items
=> claims | items
1 | 1

--- the table tells nothing: neither key nor token nor booking
sql
SELECT count(*) AS n, bool_or(position({{token}}::text::bytea IN reply) > 0 OR position({{key}}::text::bytea IN key_hash) > 0) AS tells
FROM idempotency_keys WHERE created_at > now() - interval '1 minute' AND reply IS NOT NULL
=> n | tells
{{/[1-9][0-9]*/}} | f

--- the key with another body
POST /api/v1/bookings
Idempotency-Key: {{key}}

{{ride}}, "seats": ["1B"]}
=> 422
!Idempotent-Replayed
json
{"error": {"code": "IDEMPOTENCY_KEY_REUSED"}}

--- the same with a blank more is another body
POST /api/v1/bookings
Idempotency-Key: {{key}}

{{ride}},  "seats": ["1A"]}
=> 422
json
{"error": {"code": "IDEMPOTENCY_KEY_REUSED"}}

--- a short key is the business of one address only
set short = k{{digits 6}}
set here = {{ip}}
from {{here}}
POST /api/v1/bookings
Idempotency-Key: {{short}}

{{ride}}, "seats": ["2A"]}
=> 201
json
{"data": {"id": {{>short_booking}}}}

--- of this one
from {{here}}
POST /api/v1/bookings
Idempotency-Key: {{short}}

{{ride}}, "seats": ["2A"]}
=> 201
Idempotent-Replayed: true

--- a stranger with the same short key makes a request of his own
from {{ip}}
POST /api/v1/bookings
Idempotency-Key: {{short}}

{{ride}}, "seats": ["2A"]}
=> 409
!Idempotent-Replayed
json
{"error": {"code": "SEAT_TAKEN"}}

--- a guest's key is his, whoever else sends it
POST /api/v1/bookings
Idempotency-Key: {{key}}
X-Booking-Token: {{token}}

{{ride}}, "seats": ["1C"]}
=> 201
!Idempotent-Replayed
json
{"data": {"id": {{>second}}, "accessToken": "{{token}}", "items": [{"seat": "1C"}]}}

--- the guest's earlier hold without names on this trip made room
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "live": false}}

--- so its seat is free
sql
SELECT array_agg(seat_no ORDER BY seat_no) AS seats FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> seats
{2,4}

--- a refused request may be sent again under its key
set again = {{uuid}}
POST /api/v1/bookings
Idempotency-Key: {{again}}
X-Booking-Token: {{token}}

{{ride}}, "seats": ["2A"]}
=> 409

--- a refusal changed nothing: the hold is still there
GET /api/v1/bookings/{{second}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "held", "live": true, "items": [{"seat": "1C"}]}}

--- it is no effect, so the key is free for another body
POST /api/v1/bookings
Idempotency-Key: {{again}}
X-Booking-Token: {{token}}

{{ride}}, "seats": ["2B"], "contact": {"phone": "0550123456"}}
=> 201
!Idempotent-Replayed
json
{"data": {"id": {{>named}}}}

--- a hold with a phone stays beside the next one
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{{ride}}, "seats": ["2C"], "contact": {"phone": "0550123456"}}
=> 201

--- both are held
sql
SELECT array_agg(seat_no ORDER BY seat_no) AS seats FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> seats
{4,5,6}

--- fifty requests under one new key at the same time: one hold
set race = {{uuid}}
parallel 50
POST /api/v1/bookings
Idempotency-Key: {{race}}

{{ride}}, "seats": ["6A"], "contact": {"phone": "0550123456"}}
=> 201*50
same 201

--- one more claim
sql
SELECT count(*) AS n FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> n
4

--- a key is bound to its operation
POST /api/v1/payments/initiate
Idempotency-Key: {{race}}

{"bookingId": "{{named}}"}
=> 404
!Idempotent-Replayed

--- a token that is none makes a new guest
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: not-a-token

{{ride}}, "seats": ["7A"]}
=> 201
json
{"data": {"accessToken": {{/[0-7][0-9a-hjkmnp-tv-z]{25}/}}}}
not not-a-token
