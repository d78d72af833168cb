# Customers who do not come back: the poller alone ends what they began.
set lang = fr
use common-paying.t
from {{ip}}

--- paid, and the browser closed
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid"}

--- the poller finds out by itself
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- with ticket and message
until 10s
sql
SELECT (SELECT count(*) FROM tickets t JOIN booking_items i ON i.id = t.item_id WHERE i.booking_id = {{booking_key}}::bigint) AS tickets,
	(SELECT string_agg(n.channel || ' ' || n.state, ', ' ORDER BY n.channel) FROM notices n WHERE n.booking_id = {{booking_key}}::bigint) AS notices,
	(SELECT string_agg(t.kind, ' ') FROM ledger_tx t WHERE t.booking_id = {{booking_key}}::bigint) AS ledger
=> tickets | notices | ledger
1 | email sent, sms sent | L1

--- the order is closed at the bank, or it would be reversed
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- acknowledged
sql
SELECT o->>'state' AS state, o->>'acknowledged_at' IS NOT NULL AS closed FROM jsonb_array_elements({{orders}}::jsonb->'orders') o WHERE o->>'orderNumber' = {{order}}
=> state | closed
paid | t

--- another seat, for somebody who leaves the bank's page open
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"],
 "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}, "ref": {{>ref}}}}

--- and for somebody else
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4B"],
 "passengers": [{"firstName": "Lina", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>other}}, "accessToken": {{>other_token}}, "ref": {{>other_ref}}}}

--- both at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}}}

--- at the same time
POST /api/v1/payments/initiate
X-Booking-Token: {{other_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{other}}"}
=> 201
json
{"data": {"paymentId": {{>other_payment}}}}

--- the hold of the first would have been over meanwhile
sql
UPDATE bookings SET hold_until = now() - interval '1 second' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- twenty minutes pass at the bank
POST {{WORLD}}/__sim/clock

{"advance_s": 1201}
=> 200

--- its payment expired and its seat is free
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "attemptState": "expired", "bookingStatus": "expired", "accepted": false}}

--- the second keeps what is left of its hold
until 15s
GET /api/v1/payments/{{other_payment}}/status
X-Booking-Token: {{other_token}}
=> 200
json
{"data": {"status": "expired", "attemptState": "expired", "bookingStatus": "held"}}

--- as the seats say
sql
SELECT string_agg(seat_label || ' ' || s.state, ', ' ORDER BY seat_label) AS seats FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE s.schedule_id = {{trip_id}}::bigint
=> seats
3A sold, 4B held

--- and can be paid in a second try
POST /api/v1/payments/initiate
X-Booking-Token: {{other_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{other}}"}
=> 201
json
{"data": {"paymentId": {{/payment_.*/}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- which it is
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- and comes back
GET {{redirect}}
=> 303

--- confirmed after all
GET /api/v1/bookings/{{other}}
X-Booking-Token: {{other_token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "reseated": false, "items": [{"seat": "4B", "state": "confirmed"}]}}

--- the first cannot: its hold is over
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}
