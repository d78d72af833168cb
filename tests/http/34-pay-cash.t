# In cash at a counter: a code, a cashier, a ledger that says who owes.
use common-hold.t
from {{ip}}
set key = {{uuid}}

--- cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}
Accept-Language: fr

{"bookingId": "{{booking}}", "method": "cash"}
=> 201
json exact
{"success": true, "data": {"paymentId": {{>payment public payment}}, "status": "waiting_for_cash", "formUrl": null, "statusUrl": {{string}}}, "meta": {{any}}}

--- the click again
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}
Accept-Language: fr

{"bookingId": "{{booking}}", "method": "cash"}
=> 201
Idempotent-Replayed: true
json
{"data": {"paymentId": "{{payment}}"}}

--- a new click is the same payment
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 201
json
{"data": {"paymentId": "{{payment}}"}}

--- the booking has a code and a day to pay
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "held_cash", "paymentMethod": "cash", "paymentStatus": "pending", "cashCode": {{>code /[2-9A-HJ-NP-Z]{6}/}}, "cashPayBy": {{>pay_by iso}}, "expiresAt": {{>pay_by2 iso}}, "live": {{bool}}}}

--- within 24 hours
sql
SELECT {{pay_by}}::timestamptz - now() BETWEEN interval '23 hours 55 minutes' AND interval '24 hours' AS day, {{pay_by}} = {{pay_by2}} AS same,
	(SELECT bool_and(date_trunc('milliseconds', s.expires_at) = {{pay_by}}::timestamptz) FROM booking_seats s WHERE s.schedule_id = {{trip_id}}::bigint) AS seats
=> day | same | seats
t | t | t

--- an SMS of one part tells code, amount and time
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~To=%2B213{{last9}}&[^"]*{{code}}[^"]*","status":201,"verdict":"[^"]*segments: 1"

--- it is not paid by card meanwhile
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- asking about it asks no bank
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "pending", "method": "cash"}}

--- the customer cannot say that he paid
POST /api/v1/payments/cash
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 401
WWW-Authenticate: Bearer
json
{"error": {"code": "UNAUTHORIZED"}}

--- nor a customer who is signed in
POST /api/v1/auth/login

{"email": "{{$CUSTOMER}}", "password": "{{$CUSTOMER_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>customer}}, "tokenType": "Bearer"}}

--- as the rows say
POST /api/v1/payments/cash
Authorization: Bearer {{customer}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- the platform's own staff takes no cash either
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- for it belongs to no counter
POST /api/v1/payments/cash
Authorization: Bearer {{admin}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 403

--- a cashier signs in
POST /api/v1/auth/login

{"email": "{{$PARTNER_CASHIER}}", "password": "{{$PARTNER_CASHIER_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>cashier}}, "user": {"role": "partner_cashier"}}}

--- without a key nothing is taken
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED"}}

--- a wrong code
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "ZZZZZZ"}
=> 404
capture wrong ~("error":.*),"meta"
json
{"error": {"code": "NOT_FOUND"}}

--- a wrong reference reads the same
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "ZZZZZZ", "code": "{{code}}"}
=> 404
has {{wrong}}

--- a code that cannot be
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "12"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "code"}}

--- no reference
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"code": "{{code}}"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "bookingRef"}}

--- an amount is not the cashier's to say
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}", "amount": 1}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "amount"}}

--- reference and code fit: the money is there
set taken = {{uuid}}
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{taken}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 200
json exact
{"success": true, "data": {"bookingId": "{{booking}}"}, "meta": {{any}}}

--- the same request again
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{taken}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 200
Idempotent-Replayed: true
json
{"data": {"bookingId": "{{booking}}"}}

--- ten cashiers with keys of their own: the same answer, nothing taken twice
parallel 10
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 200*10
json
{"data": {"bookingId": "{{booking}}"}}

--- the company owes it: L1c, once
sql
SELECT string_agg(t.kind || ' ' || CASE WHEN a.code LIKE 'agent_float:%' THEN 'agent_float' ELSE a.code END || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) AS ledger,
	bool_or(a.code = 'agent_float:' || u.partner_id) AS his
FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id JOIN booking_keys k ON k.id = t.booking_id, users u
WHERE k.booking_ref = {{ref}} AND u.email = {{$PARTNER_CASHIER}}
=> ledger | his
L1c agent_float {{fare}}, L1c customer_deposit -{{fare}} | t

--- its story names him
sql
SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ' ORDER BY h.id) AS story, max(u.email) = {{$PARTNER_CASHIER}} AS his
FROM booking_history h JOIN booking_keys k ON k.id = h.booking_id LEFT JOIN users u ON u.id = h.user_id WHERE k.booking_ref = {{ref}}
=> story | his
held>guest held>held_cash>guest held_cash>confirmed>cashier | t

--- the traveller has her ticket
until 10s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "paymentMethod": "cash", "items": [{"ticketCode": {{string}}}]}}

--- and her payment
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "method": "cash", "capturedAt": {{iso}}, "orderId": "cash-{{int}}", "orderNumber": null, "approvalCode": null, "card": null}}

--- another traveller
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"], "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- who chooses cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- with a code of his own
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"cashCode": {{>code}}}}

--- and lets the day pass
sql
WITH b AS (UPDATE bookings SET expires_at = now() - interval '1 second', cash_pay_by = now() - interval '1 second' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}}) RETURNING id)
UPDATE booking_seats s SET expires_at = now() - interval '1 second' FROM booking_items i, b WHERE i.booking_id = b.id AND s.item_id = i.id
=> ok

--- the counter is told so
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}

--- the worker frees the seat
until 15s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "paymentStatus": "unpaid"}}

--- the payment is over with it
sql
SELECT p.status, (SELECT count(*) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = p.booking_id) AS seats, (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = p.booking_id) AS ledger
FROM payments p JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = {{ref}}
=> status | seats | ledger
expired | 0 | 0

--- and still nothing is taken for it
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 409
json
{"error": {"code": "HOLD_EXPIRED"}}

--- a third gives his cash booking back
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4B"], "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- chosen
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- given back
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "cancelled", "cashCode": {{>code}}}}

--- so no counter takes money for it
POST /api/v1/payments/cash
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"bookingRef": "{{ref}}", "code": "{{code}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

# Bodies of the payment rows, wrong in one thing each.

--- no booking
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "bookingId"}}

--- a booking as a number
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": 7}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "bookingId"}}

--- a booking that is a payment
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{payment}}"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "bookingId"}}

--- a booking by its reference
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{ref}}"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "bookingId"}}

--- a booking beyond 128 bits
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "booking_zzzzzzzzzzzzzzzzzzzzzzzzzz"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "bookingId"}}

--- a way to pay that is none
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cheque"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "method"}}

--- a way to pay as a list
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": ["card"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "method"}}

--- an amount of one's own
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "amount": {"amount": 100, "currency": "DZD"}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "amount"}}

--- a currency of one's own
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "currency": "USD"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "currency"}}

--- a way back of one's own
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "returnUrl": "https://example.org/"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "returnUrl"}}

--- a booking twice
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "bookingId": "{{booking}}"}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- without a key
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}

{"bookingId": "{{booking}}"}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED", "field": "Idempotency-Key"}}

--- no payment
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "paymentId"}}

--- a payment that is a booking
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{booking}}"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "paymentId"}}

--- an order of the bank instead
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}", "orderId": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "orderId"}}

--- a success one says oneself
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}", "status": "captured"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "status"}}

--- nonsense
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": 
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a payment nobody made
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "payment_00000000000000000000000000"}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- its state
GET /api/v1/payments/payment_00000000000000000000000000/status
X-Booking-Token: {{token}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- an incomplete booking
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}}}

--- is not paid by card
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 422
json
{"error": {"code": "BOOKING_INCOMPLETE"}}

--- nor in cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 422
json
{"error": {"code": "BOOKING_INCOMPLETE"}}
