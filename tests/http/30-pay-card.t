# By card, from the first click to ticket, SMS, mail and ledger.
use common-hold.t
from {{ip}}
set key = {{uuid}}

--- start
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}
Accept-Language: en

{"bookingId": "{{booking}}", "method": "card"}
=> 201
Cache-Control: no-store
json exact
{"success": true, "data": {"paymentId": {{>payment public payment}}, "status": "registered", "formUrl": {{>form_url}},
 "statusUrl": "/api/v1/payments/{{any}}/status"}, "meta": {{any}}}

--- the same click again: the same order, byte for byte
parallel 5
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}
Accept-Language: en

{"bookingId": "{{booking}}", "method": "card"}
=> 201*5
Idempotent-Replayed: true
same 201
json
{"data": {"paymentId": "{{payment}}", "formUrl": "{{form_url}}"}}

--- another click with another key: still the same order
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": "{{payment}}", "formUrl": "{{form_url}}", "status": "registered"}}

--- the attempt as it was written before the bank was asked
sql
SELECT a.order_number, a.md_order, a.udf1, a.state, a.amount_c = b.total_price_c AS amount, a.lang, b.status, b.payment_status,
	b.expires_at > now() + interval '21 minutes' AS beyond, count(*) OVER () AS attempts,
	(SELECT bool_and(s.expires_at = b.expires_at) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = b.id) AS seats
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id JOIN bookings b ON b.id = k.id
WHERE k.booking_ref = {{ref}}
=> order_number | md_order | udf1 | state | amount | lang | status | payment_status | beyond | attempts | seats
{{>order /[2-9A-HJ-NP-Z]{10}/}} | {{>md_order /[A-Za-z0-9]{20}/}} | {{>udf1 /[2-9A-HJ-NP-Z]{16}/}} | registered | t | en | paying | pending | t | 1 | t

--- what the bank was told, once
GET {{WORLD}}/__sim/journal?provider=satim&op=register
=> 200
capture told ~(.*)

--- amount, currency, language, terminal and the way back; nothing of the person
sql
SELECT count(*) AS n, bool_and(e->>'body' LIKE '%&amount=' || {{fare}} || '&currency=012&%') AS amount, bool_and(e->>'body' LIKE '%&language=EN&%') AS language,
	bool_and(e->>'body' LIKE '%E0123456789%' || {{udf1}} || '%') AS params, bool_and(e->>'body' LIKE '%&returnUrl=http\%3A\%2F\%2F%\%2Fen\%2Fpay\%2Freturn\%2F%') AS back,
	bool_or(e::text ~* 'amina|benali' OR e::text LIKE '%' || {{last9}} || '%') AS person
FROM jsonb_array_elements({{told}}::jsonb->'entries') e WHERE e->>'body' LIKE '%&orderNumber=' || {{order}} || '&%'
=> n | amount | language | params | back | person
1 | t | t | t | t | f

--- asked before anything was paid
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"id": "{{payment}}", "status": "pending", "accepted": false}}

--- the customer pays at the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- and comes back by the way the bank was given
GET {{redirect}}
=> 303
Location: /en/pay/result/{{payment}}
Cache-Control: no-store
empty

--- the payment is captured, with what a receipt has to show
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
Cache-Control: private, no-cache
json exact
{"success": true, "data": {"id": "{{payment}}", "bookingId": "{{booking}}", "bookingRef": "{{ref}}", "status": "captured", "method": "card",
 "bookingStatus": "confirmed", "amount": {"amount": {{fare}}, "currency": "DZD"}, "createdAt": {{iso}}, "capturedAt": {{iso}},
 "message": "Your payment was accepted", "orderId": "{{md_order}}", "orderNumber": "{{order}}", "approvalCode": {{/[0-9]{6}/}},
 "card": {{/6280[0-9*]+7215/}}, "attemptState": "captured", "formUrl": {{any}}, "accepted": true}, "meta": {{any}}}

--- asked again: the same, without another question to the bank
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "captured"}}

--- the bank's own books
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- money there is money here: one L1 in balance
sql
SELECT (SELECT string_agg(o->>'captured', ',') FROM jsonb_array_elements({{orders}}::jsonb->'orders') o WHERE o->>'orderNumber' = {{order}}) = {{fare}} AS bank,
	(SELECT string_agg(t.kind || ' ' || a.code || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id
		WHERE t.booking_id = k.id) AS ledger,
	b.status, b.payment_status, b.expires_at, (SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ' ORDER BY h.id) FROM booking_history h WHERE h.booking_id = k.id) AS story,
	(SELECT string_agg(s.state || coalesce(s.expires_at::text, ''), ' ') FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = k.id) AS seats
FROM booking_keys k JOIN bookings b ON b.id = k.id WHERE k.booking_ref = {{ref}}
=> bank | ledger | status | payment_status | expires_at | story | seats
t | L1 gateway_receivable:satim {{fare}}, L1 customer_deposit -{{fare}} | confirmed | paid | NULL | held>guest held>paying>guest paying>confirmed>bank | sold

--- the whole ledger sums to nothing
sql
SELECT sum(amount_c) AS sum FROM ledger_line
=> sum
0

--- a signed ticket
until 10s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "paymentMethod": "card", "live": {{bool}}, "expiresAt": null,
 "items": [{"seat": "3A", "state": "confirmed", "ticketId": {{public ticket}}, "ticketCode": {{string}}}]}}

--- one SMS in the language the payment was started in, of one part
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has To=%2B213{{last9}}&
capture sms ~(.*)

--- with reference and seat
sql
SELECT count(*) AS n, min(e->>'status') AS status, bool_and(e->>'body' LIKE '%Ticket%' || {{ref}} || '%seat%3A%' || '%2Fen%2Ffind%') AS english,
	bool_and(e->>'verdict' LIKE '%segments: 1') AS one, bool_or(e->>'body' ~* 'amina|benali') AS name
FROM jsonb_array_elements({{sms}}::jsonb->'entries') e WHERE e->>'body' LIKE '%213' || {{last9}} || '&%'
=> n | status | english | one | name
1 | 201 | t | t | f

--- one mail
until 10s
GET {{WORLD}}/__sim/sendgrid/mails?to=amina@example.dz
=> 200
has {{ref}}
capture mails ~(.*)

--- in English, with the trip
sql
SELECT count(*) AS n, bool_and(m->>'subject' LIKE '%' || {{ref}} || '%' AND m->>'text' LIKE '%3A: Amina Benali%' AND m->>'html' LIKE '%<html lang="en" dir="ltr">%') AS right,
	bool_and(m->>'text' LIKE '%/en/find?ref=' || {{ref}} || '%') AS link
FROM jsonb_array_elements({{mails}}::jsonb->'mails') m WHERE m->>'text' LIKE '%' || {{ref}} || '%'
=> n | right | link
1 | t | t

--- a paid booking starts no second payment
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- nor one in cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- is not given back by a quote nobody made
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}

{"quoteId": "quote_00000000000000000000000000"}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- and its passengers are frozen
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "Other", "lastName": "Person"}]}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the very first click, once more: still its answer
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{key}}
Accept-Language: en

{"bookingId": "{{booking}}", "method": "card"}
=> 201
Idempotent-Replayed: true
json
{"data": {"paymentId": "{{payment}}", "status": "registered"}}
