# Money that comes when the seat is gone: the same seats, others, or all of it back. Refunds that get
# no answer are found out, never sent twice. On the copy with a short deadline.
use common-trip.t
from {{ip}}
set person = "passengers": [{"firstName": "Amina", "lastName": "Benali"}]

--- somebody too slow
set last9 = 661{{digits 6}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], {{person}}, "contact": {"phone": "0{{last9}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- whose hold is over
sql
UPDATE bookings SET hold_until = now() - interval '1 second' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- the session at the bank ends
POST {{WORLD}}/__sim/clock

{"advance_s": 1201}
=> 200

--- and with it the payment
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "bookingStatus": "expired"}}

--- its seat is free
GET /api/v1/schedules/{{trip}}/seats
=> 200
has "label":"3A","state":"free"

--- the bank takes the money after all
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215", "late": true}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the customer returns
GET {{redirect}}
=> 303
Location: /{{any}}/pay/result/{{payment}}

--- he has the same seat, for nobody took it
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "items": [{"seat": "3A", "state": "confirmed"}]}}

--- one L1, one story
sql
SELECT (SELECT string_agg(x.line, ', ' ORDER BY x.id) FROM (SELECT min(l.id) AS id, t.kind || ' ' || string_agg(a.code || ' ' || l.amount_c, ' ' ORDER BY l.id) AS line FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
		JOIN ledger_accounts a ON a.id = l.account_id WHERE t.booking_id = k.id GROUP BY t.id) x) AS ledger,
	(SELECT string_agg(h.became, ' ' ORDER BY h.id) FROM booking_history h WHERE h.booking_id = k.id) AS story
FROM booking_keys k WHERE k.booking_ref = {{ref}}
=> ledger | story
L1 gateway_receivable:satim {{fare}} customer_deposit -{{fare}} | held paying expired confirmed

--- somebody slower
set last9 = 661{{digits 6}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"], {{person}}, "contact": {"phone": "0{{last9}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- he is at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- whose hold is over
sql
UPDATE bookings SET hold_until = now() - interval '1 second' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- the session at the bank ends
POST {{WORLD}}/__sim/clock

{"advance_s": 1201}
=> 200

--- and with it the payment
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "bookingStatus": "expired"}}

--- another traveller buys that very seat
sql
INSERT INTO booking_seats (schedule_id, seat_no, legs, state) SELECT {{trip_id}}::bigint, 12, int4range(0, 20), 'blocked'
=> ok

--- the bank takes the money after all
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215", "late": true}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the customer returns
GET {{redirect}}
=> 303
Location: /{{any}}/pay/result/{{payment}}

--- he travels on another seat of the same trip
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "reseated": true, "items": [{"seat": {{>seat /[0-9]+[A-E]/}}, "state": "confirmed"}]}}

--- the one beside it
sql
SELECT {{seat}} <> '4A' AS other, {{seat}} LIKE '4_' OR {{seat}} LIKE '3_' AS near
=> other | near
t | t

--- the SMS says which
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~To=%2B213{{last9}}&[^"]*{{seat}}[^"]*%2Fen%2F

--- the last of the slow
set last9 = 661{{digits 6}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"], {{person}}, "contact": {"phone": "0{{last9}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- she is at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- whose hold is over
sql
UPDATE bookings SET hold_until = now() - interval '1 second' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- the session at the bank ends
POST {{WORLD}}/__sim/clock

{"advance_s": 1201}
=> 200

--- and with it the payment
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "bookingStatus": "expired"}}

--- the bus is full meanwhile
sql
INSERT INTO booking_seats (schedule_id, seat_no, legs, state) SELECT {{trip_id}}::bigint, n, int4range(0, 20), 'blocked' FROM generate_series(0, {{seats}}::int - 1) n
WHERE NOT EXISTS (SELECT FROM booking_seats s WHERE s.schedule_id = {{trip_id}}::bigint AND s.seat_no = n)
=> ok

--- the bank will make the refund, and not answer
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "refund", "queue": ["accepted_then_timeout"]}
=> 200

--- the bank takes the money after all
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215", "late": true}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- the customer returns
GET {{redirect}}
=> 303
Location: /{{any}}/pay/result/{{payment}}

--- her money goes back at once
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"bookingStatus": {{/refund_due|refunded/}}, "attemptState": "refund_due"}}

--- the page says so
GET /en/pay/result/{{payment}}
Cookie: __Host-guest={{token}}
=> 200
not http-equiv="refresh"

--- the worker asks the bank what became of it
until 60s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "refunded", "bookingStatus": "refunded"}}

--- the bank gave it back once
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- all of it, in balance
sql
SELECT (SELECT concat_ws(' ', o->>'captured', o->>'refunded', o->>'net', jsonb_array_length(o->'refunds')) FROM jsonb_array_elements({{orders}}::jsonb->'orders') o WHERE o->>'mdOrder' = {{md_order}}) AS bank,
	(SELECT string_agg(x.line, ', ' ORDER BY x.id) FROM (SELECT min(l.id) AS id, t.kind || ' ' || string_agg(a.code || ' ' || l.amount_c, ' ' ORDER BY l.id) AS line FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
		JOIN ledger_accounts a ON a.id = l.account_id WHERE t.booking_id = k.id GROUP BY t.id) x) AS ledger, (SELECT string_agg(r.state, ' ') FROM refunds r WHERE r.booking_id = k.id) AS refunds
FROM booking_keys k WHERE k.booking_ref = {{ref}}
=> bank | ledger | refunds
{{fare}} {{fare}} 0 1 | L1 gateway_receivable:satim {{fare}} customer_deposit -{{fare}}, L3 customer_deposit {{fare}} refund_payable -{{fare}}, L4 refund_payable {{fare}} gateway_receivable:satim -{{fare}} | done

--- and she is told by SMS
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~To=%2B213{{last9}}&[^"]*refund

--- the seat stays with its buyer
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "refunded", "paymentStatus": "refunded"}}

--- a refunded booking is not paid again
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the return once more changes nothing
GET {{redirect}}
=> 303

--- one refund
sql
SELECT count(*) AS n FROM refunds r JOIN booking_keys k ON k.id = r.booking_id WHERE k.booking_ref = {{ref}}
=> n
1

--- seats for the next
sql
DELETE FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint AND state = 'blocked'
=> ok

--- somebody who pays twice
set last9 = 661{{digits 6}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["6A"], {{person}}, "contact": {"phone": "0{{last9}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- first at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- whose hold goes on
sql
UPDATE bookings SET hold_until = now() + interval '10 minutes' WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- the session at the bank ends
POST {{WORLD}}/__sim/clock

{"advance_s": 1201}
=> 200

--- and with it the payment
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "expired", "bookingStatus": "held"}}

--- what she began first
set first_payment = {{payment}}
set first_order = {{md_order}}
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200

--- a second try at the bank
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"paymentId": {{>payment}}, "formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- pays
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- and is confirmed
GET {{redirect}}
=> 303

--- paid
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid"}}

--- a refund will not arrive, the next one will break off
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "refund", "queue": ["timeout", "accepted_then_reset"]}
=> 200

--- the other window pays as well
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{first_order}}", "pan": "6280580610061011", "late": true}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- and returns
GET {{redirect}}
=> 303
Location: /fr/pay/result/{{first_payment}}

--- the second capture goes back, asked about after each try
until 60s
sql
SELECT r.state, r.amount_c = {{fare}}::bigint AS all FROM refunds r JOIN booking_keys k ON k.id = r.booking_id WHERE k.booking_ref = {{ref}}
=> state | all
done | t

--- the bank's books
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- one kept, one given back, once
sql
SELECT (SELECT string_agg(concat_ws(' ', o->>'captured', o->>'refunded', o->>'net', jsonb_array_length(o->'refunds')), ', ' ORDER BY o->>'mdOrder' = {{md_order}}) FROM jsonb_array_elements({{orders}}::jsonb->'orders') o
		WHERE o->>'mdOrder' IN ({{md_order}}, {{first_order}})) AS bank,
	(SELECT string_agg(x.line, ', ' ORDER BY x.id) FROM (SELECT min(l.id) AS id, t.kind || ' ' || string_agg(a.code || ' ' || l.amount_c, ' ' ORDER BY l.id) AS line FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
		JOIN ledger_accounts a ON a.id = l.account_id WHERE t.booking_id = k.id GROUP BY t.id) x) = 'L1 gateway_receivable:satim ' || f || ' customer_deposit -' || f || ', L1 gateway_receivable:satim ' || f || ' customer_deposit -' || f || ', L3 customer_deposit ' || f || ' refund_payable -' || f
		|| ', L4 refund_payable ' || f || ' gateway_receivable:satim -' || f AS ledger
FROM booking_keys k, (SELECT {{fare}} AS f) f WHERE k.booking_ref = {{ref}}
=> bank | ledger
{{fare}} {{fare}} 0 1, {{fare}} 0 {{fare}} 0 | t

--- the booking is what it was: paid
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid", "items": [{"seat": "6A", "state": "confirmed"}]}}

--- by this payment
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "captured", "bookingStatus": "confirmed", "accepted": true}}

--- the other one went back
GET /api/v1/payments/{{first_payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "refunded"}}

--- papers are hers all the same
until 10s
GET /api/v1/bookings/{{booking}}/receipt
X-Booking-Token: {{token}}
=> 200
Content-Type: application/pdf

--- an order the bank made without telling us
set last9 = 661{{digits 6}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["7A"], {{person}}, "contact": {"phone": "0{{last9}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}}}

--- its answer is lost
POST {{WORLD}}/__sim/faults

{"provider": "satim", "op": "register", "queue": ["accepted_then_timeout"]}
=> 200

--- so the page waits
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}"}
=> 202
json
{"data": {"paymentId": {{>payment}}}}

--- the worker makes another order
until 15s
GET /api/v1/payments/{{payment}}/status
X-Booking-Token: {{token}}
=> 200
json
{"data": {"formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- the first one was made all the same
GET {{WORLD}}/__sim/satim/journal
=> 200
capture orders ~(.*)

--- and its answer comes at last: it is asked about again
sql
SELECT a.order_number, o->>'mdOrder' AS md, attempt_registered(a.id, o->>'mdOrder', 'http://127.0.0.1/late')::text AS done
FROM payment_attempts a JOIN payments p ON p.id = a.payment_id JOIN booking_keys k ON k.id = p.booking_id JOIN jsonb_array_elements({{orders}}::jsonb->'orders') o ON o->>'orderNumber' = a.order_number
WHERE k.booking_ref = {{ref}} AND a.state = 'unknown'
=> order_number | md | done
{{any}} | {{>late_order}} | {{any}}

--- soon
sql
UPDATE payment_attempts SET next_poll_at = now() WHERE md_order = {{late_order}} AND next_poll_at IS NOT NULL RETURNING state
=> state
registered

--- the customer had that page open, and pays there
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{late_order}}", "pan": "6280581110007215"}
=> 200

--- the poller sees it
until 15s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "paymentStatus": "paid"}}

--- the ledger sums to nothing, and nothing of this trip is owed
sql
SELECT sum(l.amount_c) AS sum, coalesce(sum(l.amount_c) FILTER (WHERE a.code = 'refund_payable' AND t.booking_id IN (SELECT booking_id FROM booking_items WHERE schedule_id = {{trip_id}}::bigint)), 0) AS owed
FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id JOIN ledger_tx t ON t.id = l.tx_id
=> sum | owed
0 | 0
