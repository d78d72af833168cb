# Exchanging: the new seat is held before the old one is touched; what costs more is made by its payment.
set lang = fr
use common-paid.t

--- another seat of the same bus
POST /api/v1/bookings/{{booking}}/modify
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"]}
=> 201
json
{"data": {"id": {{>quote public quote}}, "kind": "exchange", "pay": {"amount": {{>pay int}}}, "refund": {"amount": 0},
 "lines": [{"seat": "3A", "newSeat": "5A", "newScheduleId": "{{trip}}"}]}}

--- both seats are taken meanwhile, the booking shows the old one
sql
SELECT (SELECT string_agg(i.seat_label || ' ' || i.state || ' ' || s.state, ', ' ORDER BY i.id) FROM booking_items i
	JOIN booking_seats s ON s.item_id = i.id WHERE i.booking_id = k.id) AS seats FROM booking_keys k WHERE k.booking_ref = {{ref}}
=> seats
3A exchanging sold, 5A held held

--- the fee has to be paid first
PATCH /api/v1/bookings/{{booking}}/modify
X-Booking-Token: {{token}}

{"quoteId": "{{quote}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- cancelling has to wait
POST /api/v1/bookings/{{booking}}/quotes
X-Booking-Token: {{token}}

{}
=> 409

--- to the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment2}}, "formUrl": {{>form_url}}}}

--- for the difference only
GET /api/v1/payments/{{payment2}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "amount": {"amount": {{pay}}}, "bookingStatus": "confirmed", "orderId": {{>order2}}}}

--- paid
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{order2}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect2}}}

--- and back
GET {{redirect2}}
=> 303

--- the new seat is the booking's, with a ticket of its own
until 10s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "items": [{"seat": "5A", "state": "confirmed", "ticketId": {{>ticket2 public ticket}}}]}}

--- the old one is free, its ticket void, the money in balance
sql
SELECT (SELECT string_agg(i.seat_label || ' ' || i.state, ', ' ORDER BY i.id) FROM booking_items i WHERE i.booking_id = k.id) AS items,
	(SELECT count(*) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = k.id) AS claims,
	(SELECT count(*) FROM tickets t JOIN booking_items i ON i.id = t.item_id WHERE i.booking_id = k.id AND t.revoked_at IS NOT NULL) AS void,
	(SELECT coalesce(sum(broken), 0) FROM ledger_check() WHERE rule <> 'no job runs past its lease') AS broken
FROM booking_keys k WHERE k.booking_ref = {{ref}}
=> items | claims | void | broken
3A exchanged, 5A confirmed | 1 | 1 | 0

--- somebody else travels
PATCH /api/v1/bookings/{{booking}}/passengers
X-Booking-Token: {{token}}

{"seat": "5A", "firstName": "Lamia", "lastName": "Kaci"}
=> 200
json
{"data": {"items": [{"firstName": "Lamia", "lastName": "Kaci", "seat": "5A", "ticketId": "{{ticket2}}"}]}}

--- nobody sits on another seat
PATCH /api/v1/bookings/{{booking}}/passengers
X-Booking-Token: {{token}}

{"seat": "3A", "firstName": "Lamia", "lastName": "Kaci"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seat"}}

--- an exchange begun and left
POST /api/v1/bookings/{{booking}}/modify
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["6A"]}
=> 201
json
{"data": {"id": {{>quote3 public quote}}}}

--- its time passes
sql
UPDATE quotes SET valid_until = now() - interval '1 second' WHERE booking_id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}}) AND state = 'open'
=> ok

--- the old seat stands
until 60s
sql
SELECT string_agg(i.seat_label || ' ' || i.state, ', ' ORDER BY i.id) AS items FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref = {{ref}}
=> items
3A exchanged, 5A confirmed, 6A expired

--- too late for it
PATCH /api/v1/bookings/{{booking}}/modify
X-Booking-Token: {{token}}

{"quoteId": "{{quote3}}"}
=> 409
json
{"error": {"code": "QUOTE_EXPIRED"}}
