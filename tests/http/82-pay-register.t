# The bank fails while an order is registered: the customer is told to wait, the worker goes on under
# another order number, and nobody pays twice. On the copy with a short deadline.
use common-trip.t
from {{ip}}
set person = "passengers": [{"firstName": "Amina", "lastName": "Benali"}]

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- no answer
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["timeout"]}
=> 200

--- timeout: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- timeout: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- timeout: the worker gets the page
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- timeout: the old number is burnt, one order is open
sql
SELECT string_agg(a.state || coalesce(' ' || a.reason, ''), ', ' ORDER BY a.id) AS attempts, count(DISTINCT a.order_number) AS numbers, count(*) FILTER (WHERE a.next_poll_at IS NOT NULL) AS open
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{ref}}
=> attempts | numbers | open
unknown no answer to the registration, registered | 2 | 1

--- timeout: the first click again still says what it said
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
Idempotent-Replayed: true
json
{"data": {"paymentId": "{{payment}}", "status": "pending"}}

--- timeout: a new click leads to the page
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": "{{payment}}", "status": "registered", "formUrl": "{{any}}?mdOrder={{md_order}}&{{any}}"}}

--- timeout: which takes the money
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- timeout: and leads back
GET {{redirect}}
=> 303

--- timeout: paid
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1B"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- an answer that never comes though the order was made
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["accepted_then_reset"]}
=> 200

--- accepted_then_reset: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- accepted_then_reset: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- accepted_then_reset: the worker gets the page
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- accepted_then_reset: the old number is burnt, one order is open
sql
SELECT string_agg(a.state || coalesce(' ' || a.reason, ''), ', ' ORDER BY a.id) AS attempts, count(DISTINCT a.order_number) AS numbers, count(*) FILTER (WHERE a.next_poll_at IS NOT NULL) AS open
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{ref}}
=> attempts | numbers | open
unknown no answer to the registration, registered | 2 | 1

--- accepted_then_reset: the first click again still says what it said
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
Idempotent-Replayed: true
json
{"data": {"paymentId": "{{payment}}", "status": "pending"}}

--- accepted_then_reset: a new click leads to the page
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": "{{payment}}", "status": "registered", "formUrl": "{{any}}?mdOrder={{md_order}}&{{any}}"}}

--- accepted_then_reset: which takes the money
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- accepted_then_reset: and leads back
GET {{redirect}}
=> 303

--- accepted_then_reset: paid
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1C"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- a page of HTML with status 200
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["html200"]}
=> 200

--- html200: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- html200: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- html200: the worker gets the page
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- html200: the old number is burnt, one order is open
sql
SELECT string_agg(a.state || coalesce(' ' || a.reason, ''), ', ' ORDER BY a.id) AS attempts, count(DISTINCT a.order_number) AS numbers, count(*) FILTER (WHERE a.next_poll_at IS NOT NULL) AS open
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{ref}}
=> attempts | numbers | open
unknown no answer to the registration, registered | 2 | 1

--- html200: the first click again still says what it said
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
Idempotent-Replayed: true
json
{"data": {"paymentId": "{{payment}}", "status": "pending"}}

--- html200: a new click leads to the page
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": "{{payment}}", "status": "registered", "formUrl": "{{any}}?mdOrder={{md_order}}&{{any}}"}}

--- html200: which takes the money
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- html200: and leads back
GET {{redirect}}
=> 303

--- html200: paid
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1D"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_reset}}}}

--- a connection reset
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["reset"], "times": 20}
=> 200

--- reset: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_reset}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_reset}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- reset: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2A"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_malformed}}}}

--- something that is no document
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["malformed"], "times": 20}
=> 200

--- malformed: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_malformed}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_malformed}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- malformed: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2B"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_empty200}}}}

--- nothing at all with status 200
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["empty200"], "times": 20}
=> 200

--- empty200: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_empty200}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_empty200}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- empty200: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2C"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_scalar}}}}

--- a number
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["scalar"], "times": 20}
=> 200

--- scalar: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_scalar}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_scalar}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- scalar: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2D"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_truncated}}}}

--- an answer cut short
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["truncated"], "times": 20}
=> 200

--- truncated: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_truncated}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_truncated}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- truncated: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_http503}}}}

--- status 503
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["http503"], "times": 20}
=> 200

--- http503: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_http503}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_http503}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- http503: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3B"], {{person}}, "contact": {"phone": "0550{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token_http401}}}}

--- status 401
set key = {{uuid}}
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["http401"], "times": 20}
=> 200

--- http401: the order is taken, its page is not there yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token_http401}}
Idempotency-Key: {{key}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment_http401}}, "status": "pending", "formUrl": null, "statusUrl": "/api/v1/payments/{{any}}/status"}}

--- http401: nothing waits at the bank any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": []}
=> 200

--- reset: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_reset}}/status
X-Booking-Token: {{token_reset}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- malformed: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_malformed}}/status
X-Booking-Token: {{token_malformed}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- empty200: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_empty200}}/status
X-Booking-Token: {{token_empty200}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- scalar: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_scalar}}/status
X-Booking-Token: {{token_scalar}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- truncated: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_truncated}}/status
X-Booking-Token: {{token_truncated}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- http503: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_http503}}/status
X-Booking-Token: {{token_http503}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- http401: the worker gets the page
until 15s
GET /api/v1/payments/{{payment_http401}}/status
X-Booking-Token: {{token_http401}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "formUrl": "{{any}}?mdOrder={{any}}"}}

--- every order the bank ever made here: none paid twice
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- one captured order for each paid booking
sql
SELECT count(*) = (SELECT count(DISTINCT t.booking_id) FROM ledger_tx t JOIN booking_items i ON i.booking_id = t.booking_id WHERE i.schedule_id = {{trip_id}}::bigint AND t.kind = 'L1') AS same
FROM jsonb_array_elements({{orders}}::jsonb->'orders') o JOIN payment_attempts a ON a.order_number = o->>'orderNumber' JOIN payments p ON p.id = a.payment_id JOIN booking_items i ON i.booking_id = p.booking_id
WHERE i.schedule_id = {{trip_id}}::bigint AND (o->>'captured')::bigint > 0
=> same
t
