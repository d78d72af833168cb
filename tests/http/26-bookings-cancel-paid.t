# Cancelling a paid booking: quoted by its rules, confirmed, its money back on the card, once.
set lang = fr
use common-paid.t

--- bought under a rule that keeps a part
sql
UPDATE bookings b SET policy = '[{"hours": 24, "feeBps": 1500}]' FROM booking_keys k WHERE k.id = b.id AND k.booking_ref = {{ref}}
=> ok

--- a quote
POST /api/v1/bookings/{{booking}}/quotes
X-Booking-Token: {{token}}

{}
=> 201
json
{"data": {"id": {{>quote public quote}}, "kind": "cancel", "state": "open", "pay": {"amount": 0}, "refund": {"amount": {{>refund int}}},
 "fee": {"amount": {{>fee int}}}, "lines": [{"position": 1, "seat": "3A", "paid": {"amount": {{fare}}}, "newSeat": null}]}}

--- fee and refund are the fare
sql
SELECT {{fee}}::bigint + {{refund}}::bigint = {{fare}}::bigint AS whole, {{refund}}::bigint % 100 AS centimes, {{refund}}::bigint > 0 AS some
=> whole | centimes | some
t | 0 | t

--- nobody else sees it
GET /api/v1/bookings/{{booking}}/quotes/{{quote}}
=> 404

--- nor another seat
POST /api/v1/bookings/{{booking}}/quotes
X-Booking-Token: {{token}}

{"seats": ["9Z"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- confirmed
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}

{"quoteId": "{{quote}}"}
=> 200
json
{"data": {"status": "cancelled", "paymentStatus": "refund_due", "items": [{"state": "cancelled", "ticketId": null}]}}

--- the second time the same
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}

{"quoteId": "{{quote}}"}
=> 200
json
{"data": {"status": "cancelled"}}

--- but not another time
PATCH /api/v1/bookings/{{booking}}/cancel
X-Booking-Token: {{token}}

{}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the money is back
until 60s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "cancelled", "paymentStatus": "partly_refunded"}}

--- one refund, the seat free, all balanced
sql
SELECT (SELECT string_agg(r.state || r.amount_c, ' ') FROM refunds r WHERE r.booking_id = k.id) AS refunds,
	(SELECT count(*) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id WHERE i.booking_id = k.id) AS claims,
	(SELECT string_agg(h.was || ' ' || h.became, ', ' ORDER BY h.id) FROM state_history h JOIN booking_items i ON i.id = h.object_id
	 WHERE h.machine = 'item' AND i.booking_id = k.id) AS story,
	(SELECT coalesce(sum(broken), 0) FROM ledger_check() WHERE rule <> 'no job runs past its lease') AS broken
FROM booking_keys k WHERE k.booking_ref = {{ref}}
=> refunds | claims | story | broken
done{{refund}} | 0 | paying confirmed, confirmed cancelled | 0

--- the traveller is told
until 20s
sql
SELECT count(*) FILTER (WHERE n.state IN ('sent', 'delivered')) AS told FROM notices n JOIN booking_keys k ON k.id = n.booking_id
WHERE k.booking_ref = {{ref}} AND n.channel = 'sms' AND n.template LIKE 'cancelled%'
=> told
1
