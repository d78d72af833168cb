# Cards the bank refuses: its words reach the customer, the seats stay for another try, and the next
# card pays.
set lang = fr
use common-paying.t
from {{ip}}

--- a card without money
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061110"}
=> 200
json
{"state": "declined", "redirect": {{>redirect}}}

--- back from it
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{payment}}

--- refused, with the bank's words
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "refused", "attemptState": "refused", "bookingStatus": "held", "accepted": false, "capturedAt": null, "message": "Solde insuffisant", "approvalCode": null}}

--- the seats are held as long as the hold itself had
sql
SELECT b.status, b.payment_status, b.expires_at <= b.hold_until + interval '2 minutes' AS ends, count(s.*) AS seats, (SELECT count(*) FROM ledger_tx t WHERE t.booking_id = b.id) AS ledger,
	bool_and(s.expires_at = b.expires_at AND s.state = 'held') AS held
FROM bookings b JOIN booking_items i ON i.booking_id = b.id JOIN booking_seats s ON s.item_id = i.id WHERE b.id = {{booking_key}}::bigint GROUP BY b.id, b.departure_time
=> status | payment_status | ends | seats | ledger | held
held | unpaid | t | 1 | 0 | t

--- a second payment
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>second}}}}

--- has an order of its own
sql
SELECT p.public_id, a.order_number <> {{order}} AS other, a.md_order FROM payment_attempts a JOIN payments p ON p.id = a.payment_id
WHERE p.booking_id = {{booking_key}}::bigint ORDER BY a.id DESC LIMIT 1
=> public_id | other | md_order
{{any}} | t | {{>md_order2}}

--- the customer turns back at the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order2}}", "cancel": true}
=> 200
json
{"state": "cancelled", "redirect": {{>redirect}}}

--- which is told in the language of that try
GET {{redirect}}
=> 303
Location: /ar/pay/result/{{second}}

--- cancelled
GET /api/v1/payments/{{second}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "cancelled", "attemptState": "cancelled", "bookingStatus": "held"}}

--- a blocked card
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110006712"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Carte temporairement bloquée"}}

--- a lost card
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110006316"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "بطاقة مصرح بضياعها"}}

--- a stolen card
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110006415"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Card reported stolen"}}

--- another booking
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1,
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}}}

--- a wrong date
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110006613"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Date d'expiration erronée"}}

--- a card its bank does not know
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110003927"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "البطاقة غير معروفة لدى المصدر"}}

--- a card at its limit
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061219"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Card limit exceeded"}}

--- a wrong number on its back
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110006514"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "رمز CVV2 خاطئ"}}

--- three wrong passwords
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061318", "password": "000000"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Too many wrong passwords"}}

--- another booking
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1,
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}}}

--- a card not meant for the network
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007017"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Carte non autorisée pour le paiement en ligne"}}

--- a card not active yet
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007116"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "البطاقة غير مفعلة للدفع عبر الإنترنت"}}

--- more than the terminal may take
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007314"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Terminal amount ceiling exceeded"}}

--- a card of the past
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- goes to the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610056615"}
=> 200
json
{"state": "declined"}

--- and comes back refused with its words
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "message": "Carte expirée"}}

--- the bank declines in its other form, status 3 with a good response code
POST {{WORLD}}/__sim/satim/settings

{"decline_shape": "status3"}
=> 200

--- a booking of its own
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1,
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}}}

--- a payment
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- declined
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061110"}
=> 200

--- is refused as well
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "accepted": false}}

--- the form without any status
POST {{WORLD}}/__sim/satim/settings

{"decline_shape": "absent"}
=> 200

--- another try
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- declined
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061110"}
=> 200

--- by its action code
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "refused", "bookingStatus": "held", "accepted": false}}

--- the bank as usual
POST {{WORLD}}/__sim/satim/settings

{"decline_shape": "status6"}
=> 200

--- and at last a card that pays
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- paid
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280580610061011"}
=> 200
json
{"state": "paid"}

--- confirmed
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- one payment of three took money, one entry in the ledger
sql
SELECT string_agg(p.status, ' ' ORDER BY p.id) AS payments, (SELECT string_agg(t.kind || l.amount_c, ' ' ORDER BY l.amount_c DESC) FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
	WHERE t.booking_id = p.booking_id) AS ledger
FROM payments p JOIN booking_keys k ON k.id = p.booking_id WHERE p.booking_id = (SELECT booking_id FROM payments x JOIN payment_attempts a ON a.payment_id = x.id WHERE a.md_order = {{md_order}}) GROUP BY p.booking_id
=> payments | ledger
refused refused captured | L1{{fare}} L1-{{fare}}

--- somebody who tries
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1,
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>tried}}}}

--- five cards in vain
sql
WITH p AS (
	INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status)
	SELECT gen_random_uuid(), b.id, (SELECT id FROM payment_accounts WHERE gateway = 'satim' LIMIT 1), b.total_price_c, 'card', 'refused' FROM bookings b JOIN booking_keys k ON k.id = b.id, generate_series(1, 5)
	WHERE k.booking_ref = {{tried}}
	RETURNING id, amount_c
)
INSERT INTO payment_attempts (payment_id, order_number, udf1, return_hash, lang, amount_c, state)
SELECT id, translate(lpad(to_hex(id), 10, '2'), '01abcdef', '89ABCDEF'), 'TEST' || id, decode(md5('t' || id), 'hex'), 'fr', amount_c, 'refused' FROM p RETURNING 1 AS n
=> n
1
1
1
1
1

--- has tried enough
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "HOLD_LIMIT"}}
