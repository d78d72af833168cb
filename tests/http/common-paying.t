# A complete hold whose payment waits at the bank, in the language {{lang}}: {{payment}}, {{order}} and
# {{md_order}} there.
use common-hold.t

--- a payment at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: {{lang}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}", "status": "registered"}}

--- its order
sql
SELECT a.id, a.order_number, k.id AS booking_key FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id
WHERE k.booking_ref = {{ref}}
=> id | order_number | booking_key
{{>attempt}} | {{>order}} | {{>booking_key}}
