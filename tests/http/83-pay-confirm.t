# The bank fails when it is asked whether it was paid, or says what does not fit. Money is taken for
# real only when order, amount and currency are ours. On the copy with a short deadline.
use common-trip.t
from {{ip}}
set person = "passengers": [{"firstName": "Amina", "lastName": "Benali"}]
set phone = 0550{{digits 6}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- no answer when the customer returns
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": ["timeout"], "times": 20}
=> 200

--- the return leads to a page all the same
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{payment}}

--- which says that it waits, and looks again by itself
GET /fr/pay/result/{{payment}}
Cookie: __Host-guest={{token}}
=> 200
has http-equiv="refresh"

--- the bank is back
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": []}
=> 200

--- the worker finds out
until 60s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- nothing waits there any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": []}
=> 200

--- nor here
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "confirm", "queue": []}
=> 200

--- one capture of the right amount
sql
SELECT string_agg(t.kind || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) AS ledger FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
JOIN booking_keys k ON k.id = t.booking_id WHERE k.booking_ref = {{ref}}
=> ledger
L1 {{fare}}, L1 -{{fare}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1B"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- confirmed there, though the answer was lost
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "confirm", "queue": ["accepted_then_reset"]}
=> 200

--- the return leads to a page all the same
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{payment}}

--- the worker finds out
until 60s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- nothing waits there any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": []}
=> 200

--- nor here
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "confirm", "queue": []}
=> 200

--- one capture of the right amount
sql
SELECT string_agg(t.kind || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) AS ledger FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
JOIN booking_keys k ON k.id = t.booking_id WHERE k.booking_ref = {{ref}}
=> ledger
L1 {{fare}}, L1 -{{fare}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1C"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- status and confirmation fail for a while
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": ["http500", "html200", "malformed"]}
=> 200

--- the return leads to a page all the same
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{payment}}

--- the worker finds out
until 60s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- nothing waits there any more
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "*", "queue": []}
=> 200

--- nor here
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "confirm", "queue": []}
=> 200

--- one capture of the right amount
sql
SELECT string_agg(t.kind || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) AS ledger FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
JOIN booking_keys k ON k.id = t.booking_id WHERE k.booking_ref = {{ref}}
=> ledger
L1 {{fare}}, L1 -{{fare}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1D"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the bank answers with another amount
POST {{WORLD}}/__sim/satim/order

{"mdOrder": "{{md_order}}", "set": {"wire": {"Amount": 100, "amount": 100}}}
=> 200

--- the customer returns
GET {{redirect}}
=> 303

--- another amount: a person has to look
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "review", "attemptState": "review", "bookingStatus": "review", "accepted": false}}

--- another amount: the seat is kept until its sale closes, no money is booked
sql
SELECT b.status, b.payment_status, (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = b.id) AS ledger, bool_and(s.state = 'held' AND s.expires_at = i.boards_at) AS kept
FROM bookings b JOIN booking_keys k ON k.id = b.id JOIN booking_items i ON i.booking_id = b.id JOIN booking_seats s ON s.item_id = i.id WHERE k.booking_ref = {{ref}} GROUP BY b.id, b.departure_time
=> status | payment_status | ledger | kept
review | pending | 0 | t

--- another amount: it cannot be paid again
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- another amount: nor given back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2A"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the bank answers with another currency
POST {{WORLD}}/__sim/satim/order

{"mdOrder": "{{md_order}}", "set": {"wire": {"currency": "978"}}}
=> 200

--- the customer returns
GET {{redirect}}
=> 303

--- another currency: a person has to look
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "review", "attemptState": "review", "bookingStatus": "review", "accepted": false}}

--- another currency: the seat is kept until its sale closes, no money is booked
sql
SELECT b.status, b.payment_status, (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = b.id) AS ledger, bool_and(s.state = 'held' AND s.expires_at = i.boards_at) AS kept
FROM bookings b JOIN booking_keys k ON k.id = b.id JOIN booking_items i ON i.booking_id = b.id JOIN booking_seats s ON s.item_id = i.id WHERE k.booking_ref = {{ref}} GROUP BY b.id, b.departure_time
=> status | payment_status | ledger | kept
review | pending | 0 | t

--- another currency: it cannot be paid again
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- another currency: nor given back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2B"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the bank answers with another order
POST {{WORLD}}/__sim/satim/order

{"mdOrder": "{{md_order}}", "set": {"wire": {"OrderNumber": "ZZZZZZZZZZ", "orderNumber": "ZZZZZZZZZZ"}}}
=> 200

--- the customer returns
GET {{redirect}}
=> 303

--- another order: a person has to look
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "review", "attemptState": "review", "bookingStatus": "review", "accepted": false}}

--- another order: the seat is kept until its sale closes, no money is booked
sql
SELECT b.status, b.payment_status, (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = b.id) AS ledger, bool_and(s.state = 'held' AND s.expires_at = i.boards_at) AS kept
FROM bookings b JOIN booking_keys k ON k.id = b.id JOIN booking_items i ON i.booking_id = b.id JOIN booking_seats s ON s.item_id = i.id WHERE k.booking_ref = {{ref}} GROUP BY b.id, b.departure_time
=> status | payment_status | ledger | kept
review | pending | 0 | t

--- another order: it cannot be paid again
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- another order: nor given back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2C"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the bank closed it for somebody else already: the second confirmation says 2
POST {{WORLD}}/satim/payment/rest/public/acknowledgeTransaction.do
Content-Type: application/x-www-form-urlencoded

userName=SIMUSER&password=SIMPASS&mdOrder={{md_order}}&language=FR
=> 200
has "OrderStatus":2

--- indeed
plain
POST {{WORLD}}/satim/payment/rest/public/acknowledgeTransaction.do
Content-Type: application/x-www-form-urlencoded

userName=SIMUSER&password=SIMPASS&mdOrder={{md_order}}&language=FR
=> 200
json
{"ErrorCode": "2"}

--- the customer returns
GET {{redirect}}
=> 303

--- and the status decides: paid
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed"}}

--- a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2D"], {{person}}, "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- reversed at the bank's console before anybody looked
POST {{WORLD}}/__sim/satim/order

{"mdOrder": "{{md_order}}", "set": {"state": "paid"}}
=> 200

--- by its own people
POST {{WORLD}}/__sim/satim/order

{"mdOrder": "{{md_order}}", "set": {"state": "reversed"}}
=> 200

--- is no payment
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": {{/refused|cancelled|expired|review/}}, "accepted": false}}

--- and no money
sql
SELECT count(*) AS n FROM ledger_tx t JOIN booking_keys k ON k.id = t.booking_id WHERE k.booking_ref = {{ref}}
=> n
0
