# A departure that will not run: who may say so, what it does to travellers who paid by card, in cash,
# or not yet; searches forget it at once; money that goes back, by the bank and at the counter.
use common-desk.t
from {{ip}}
set phone = 0555{{digits 6}}

--- the departure moves to a day nobody has searched yet
sql
UPDATE route_schedules s SET service_date = d, departure_time = (d + interval '10 hours') AT TIME ZONE 'Africa/Algiers', arrival_time = (d + interval '15 hours') AT TIME ZONE 'Africa/Algiers',
	version = version + 1 FROM (SELECT (now() AT TIME ZONE 'Africa/Algiers')::date + 40 + (random() * 17)::int AS d) v WHERE s.id = {{trip_id}}::bigint RETURNING s.service_date
=> service_date
{{>day}}

--- a search that is remembered shows the departure on sale
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "status": "on_sale"}]}

--- it is: a second reading
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
has {{trip}}

--- on the way as well
GET /api/v1/routes?origin=blida&destination=oran&date={{day}}&limit=100
=> 200
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "status": "on_sale"}]}

--- a traveller holds a seat to pay by card
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["1A"], "passengers": [{"firstName": "Karim", "lastName": "Benali", "idNumber": "1"}], "contact": {"phone": "{{phone}}"}}
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

--- pays
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid"}

--- and has the seat
until 10s
POST /api/v1/payments/confirm
X-Booking-Token: {{token}}

{"paymentId": "{{payment}}"}
=> 200
json
{"data": {"status": "captured"}}

--- another waits with a hold
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["4A"], "passengers": [{"firstName": "Omar", "lastName": "Haddad", "idNumber": "2"}], "contact": {"phone": "0666{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>held}}, "ref": {{>held_ref}}, "accessToken": {{>held_token}}, "phone": {{>held_phone}}}}

--- a third paid at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["7A"], "contact": {"phone": "0557{{digits 6}}"}, "passengers": [{"firstName": "Lynda", "lastName": "Saïd", "idNumber": "3"}]}
=> 201
json
{"data": {"id": {{>sold}}, "ref": {{>sold_ref}}}}

--- a counter that owes nothing gives nothing back
POST /api/v1/partner/bookings/{{sold}}/refund-paid
Authorization: Bearer {{cashier}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the cashier cancels nothing
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{cashier}}

{"reason": "breakdown"}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- nor the accountant
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{accountant}}

{"reason": "breakdown"}
=> 403

--- nor the viewer
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{viewer}}

{"reason": "breakdown"}
=> 403

--- without a reason nobody does
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{owner}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "reason"}}

--- a reason that is none
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{owner}}

{"reason": "holiday"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "reason"}}

--- a departure nobody has
PATCH /api/v1/partner/trips/schedule_999999999/cancel
Authorization: Bearer {{owner}}

{"reason": "weather"}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- before it is done the page says what would happen
as desk
GET /fr/partner/trips/{{trip}}/cancel
=> 200
has ~500[^0-9<]*DA
has name="reason"
form end ~^$

--- without a reason the form comes back
as desk
POST /fr/partner/trips/{{trip}}/cancel

@end
reason =
=> 422
has <title>Erreur
has href="#reason"

--- with one it is done
as desk
POST /fr/partner/trips/{{trip}}/cancel

@end
reason = breakdown
=> 303
Location: /fr/partner/trips/{{trip}}

--- no search has it on sale from that moment, the remembered ones neither
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
not ~"scheduleId":"{{trip}}"[^}]*"status":"on_sale"
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "status": "cancelled"}]}

--- on the way as well
GET /api/v1/routes?origin=blida&destination=oran&date={{day}}&limit=100
=> 200
json
{"data": [{{has}}, {"scheduleId": "{{trip}}", "status": "cancelled"}]}

--- of those with seats it is none
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&seatsOnly=true
=> 200
not {{trip}}

--- nobody buys it
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "contact": {"phone": "0661223344"}}
=> 409
json
{"error": {"code": "TRIP_CANCELLED"}}

--- nor at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 409
json
{"error": {"code": "TRIP_CANCELLED"}}

--- whoever opens it reads so
GET /fr/trip/{{trip}}?from={{first}}&to={{last}}
=> 200
has cancelled

--- and no payment begins
POST /api/v1/payments/initiate
X-Booking-Token: {{held_token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{held}}"}
=> 409

--- a second time answers what the first did
PATCH /api/v1/partner/trips/{{trip}}/cancel
Authorization: Bearer {{planner}}

{"reason": "weather"}
=> 200
json
{"data": {"scheduleId": "{{trip}}", "status": "cancelled", "cancelReason": "breakdown", "sellable": false, "cancellable": false}}

--- it is one line of the audit log, with the person
sql
SELECT a.action, a.reason, a.fields, u.email = 'owner-' || {{desk}} || '@example.dz' AS his FROM audit_log a JOIN users u ON u.id = a.user_id WHERE a.object = 'schedule_' || {{trip_id}}
=> action | reason | fields | his
trip.cancel | breakdown | {status,cancel_reason} | t

--- the bank gives the card's money back
until 20s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "refunded", "paymentStatus": "refunded"}}

--- as its journal says, once
GET {{WORLD}}/__sim/journal?provider=satim&op=refund
=> 200
has {{md_order}}
not ~{{md_order}}.*{{md_order}}.*refund\.do

--- the traveller's own page says so
GET /fr/booking/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
has {{ref}}
has ~Remboursé

--- he has an SMS about it
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=[^"]*annul[^"]*{{ref}}|Body=[^"]*{{ref}}[^"]*annul

--- the hold is over, its seat free
until 10s
GET /api/v1/bookings/{{held}}
X-Booking-Token: {{held_token}}
=> 200
json
{"data": {"status": "cancelled", "live": false}}

--- what was paid in cash waits at the counter
until 10s
GET /api/v1/partner/bookings/{{sold}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"status": "disrupted", "paymentStatus": "refund_due", "refunds": [{"amount": {"amount": 50000}, "state": "manual", "method": "cash"}]}}

--- the accountant gives nothing back
POST /api/v1/partner/bookings/{{sold}}/refund-paid
Authorization: Bearer {{accountant}}
=> 403

--- a body there is not
POST /api/v1/partner/bookings/{{sold}}/refund-paid
Authorization: Bearer {{cashier}}

{"amount": 1}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "amount"}}

--- a booking nobody made
POST /api/v1/partner/bookings/booking_00000000000000000000000000/refund-paid
Authorization: Bearer {{cashier}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- the page offers it
as desk
GET /fr/partner/bookings/{{sold}}
=> 200
not /fr/partner/trips/{{trip}}/sell
has Panne du bus
form back ~/refund-paid$

--- five clicks give it back once
parallel 5
POST /api/v1/partner/bookings/{{sold}}/refund-paid
Authorization: Bearer {{cashier}}
=> 200*5
json
{"data": {"id": "{{sold}}", "status": "refunded", "paymentStatus": "refunded", "refunds": [{"state": "done"}]}}

--- the form too: it was done
as desk
POST {{back.action}}

@back
=> 303
Location: /fr/partner/bookings/{{sold}}

--- the ledger is even: what the counter took it gave
sql
SELECT string_agg(t.kind || ' ' || split_part(a.code, ':', 1) || ' ' || l.amount_c, ', ' ORDER BY t.id, l.amount_c DESC) AS ledger
FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id JOIN booking_keys k ON k.id = t.booking_id WHERE k.booking_ref = {{sold_ref}}
=> ledger
L1c agent_float 50000, L1c customer_deposit -50000, L3 customer_deposit 50000, L3 refund_payable -50000, L4 refund_payable 50000, L4 agent_float -50000

--- nothing is left to give back or to tell
sql
SELECT (SELECT count(*) FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint) AS seats, (SELECT count(*) FROM jobs WHERE dedup_key = {{trip_id}} AND kind = 'trip.cancelled' AND state <> 'done') AS jobs
=> seats | jobs
0 | 0

--- the list of passengers tells who was on it
GET /api/v1/partner/trips/{{trip}}
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"status": "cancelled", "sold": 0, "gross": {"amount": 0}, "riders": [{"seat": "1A", "state": "refunded"}, {"seat": "7A", "state": "refunded"}]}}

--- another one of the company left an hour ago
sql
INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, available_seats)
SELECT s.route_id, s.pattern_id, l::date, extract(epoch FROM l - l::date)::int, l AT TIME ZONE 'Africa/Algiers', l AT TIME ZONE 'Africa/Algiers' + interval '5 hours', s.bus_id, s.seat_map_id, 30, 'standard', 'en_route', 30
FROM route_schedules s, (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '1 hour' AS l) v WHERE s.id = {{trip_id}}::bigint RETURNING 'schedule_' || id AS left_trip
=> left_trip
{{>left_trip}}

--- it runs, and is not cancelled any more
PATCH /api/v1/partner/trips/{{left_trip}}/cancel
Authorization: Bearer {{owner}}

{"reason": "breakdown"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}
