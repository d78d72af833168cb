# The way back from the bank proves nothing and may be taken any number of times, by anybody.
set lang = ar
use common-paying.t
from {{ip}}

--- the address the bank was given
GET {{WORLD}}/__sim/journal?provider=satim&op=register
=> 200
capture back ~orderNumber={{order}}&[^"]*returnUrl=[^"&]*return%2F([0-9a-z]{26})&

--- somebody opens it before anything was paid, with a success he made up
GET /fr/pay/return/{{back}}?orderId={{md_order}}&status=success&ErrorCode=0&OrderStatus=2&amount=100
=> 303
Location: /fr/pay/result/{{payment}}

--- it is still unpaid
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "accepted": false}}

--- a second traveller
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"],
 "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "0661{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>other}}, "accessToken": {{>other_token}}}}

--- who goes to the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{other_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{other}}"}
=> 201
json
{"data": {"paymentId": {{>other_payment}}, "formUrl": "{{any}}?mdOrder={{>other_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- and pays
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{other_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- the first comes back with the second's order
GET /fr/pay/return/{{back}}?orderId={{other_order}}
=> 303
Location: /fr/pay/result/{{payment}}

--- which pays nothing of his
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "pending", "bookingStatus": "paying", "orderId": "{{md_order}}"}}

--- a return nobody was given
GET /fr/pay/return/7zzzzzzzzzzzzzzzzzzzzzzzzz?orderId={{md_order}}
=> 404
Content-Type: text/html; charset=utf-8

--- one that cannot be
GET /fr/pay/return/..%2f..%2fetc
=> 404

--- an order instead of a token
GET /fr/pay/return/{{md_order}}
=> 404

--- a return sent as a form
POST /fr/pay/return/{{back}}

@
orderId = {{md_order}}
=> 405
Allow: GET, HEAD

--- the second's return, fifty times at once, by strangers
parallel 50
GET {{redirect}}&n={{n}}
=> 303*50
Location: /fr/pay/result/{{other_payment}}

--- paid once
GET /api/v1/payments/{{other_payment}}/status
X-Booking-Token: {{other_token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed"}}

--- one capture, one story
sql
SELECT (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = p.booking_id) AS ledger, (SELECT count(*) FROM payment_attempts a WHERE a.payment_id = p.id AND a.state = 'captured') AS captured,
	(SELECT string_agg(h.became, ' ' ORDER BY h.id) FROM booking_history h WHERE h.booking_id = p.booking_id) AS story
FROM payments p JOIN payment_attempts x ON x.payment_id = p.id WHERE x.md_order = {{other_order}}
=> ledger | captured | story
1 | 1 | held paying confirmed

--- one ticket, one SMS
until 10s
sql
SELECT (SELECT count(*) FROM tickets t JOIN booking_items i ON i.id = t.item_id WHERE i.booking_id = p.booking_id) AS tickets,
	(SELECT string_agg(n.channel || n.state, ' ') FROM notices n WHERE n.booking_id = p.booking_id) AS notices,
	(SELECT string_agg(j.kind || j.state, ' ' ORDER BY j.kind) FROM jobs j WHERE j.payload->>'bookingId' = p.booking_id::text AND j.lane <> 'pushes') AS jobs
FROM payments p JOIN payment_attempts x ON x.payment_id = p.id WHERE x.md_order = {{other_order}}
=> tickets | notices | jobs
1 | smssent | notice.confirmeddone ticket.issuedone

--- the bank was told of it
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- and took the money once
sql
SELECT o->>'captured' AS captured, o->>'refunded' AS refunded, o->>'net' AS net FROM jsonb_array_elements({{orders}}::jsonb->'orders') o WHERE o->>'mdOrder' = {{other_order}}
=> captured | refunded | net
{{fare}} | 0 | {{fare}}

--- the next day somebody opens it again
repeat 3
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{other_payment}}

--- the first pays too, while five browsers return and five clients ask
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- together
parallel 10
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200*10
json
{"data": {"status": {{/captured|pending/}}}}

--- paid once
until 10s
sql
SELECT (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = b.id) AS ledger, b.status, (SELECT count(*) FROM notices n WHERE n.booking_id = b.id AND n.state = 'sent') AS notices
FROM bookings b WHERE b.id = {{booking_key}}::bigint
=> ledger | status | notices
1 | confirmed | 2
