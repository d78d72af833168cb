# Selling at a counter for cash: seats chosen or given, wrong inputs, roles, keys, seats somebody else
# has, what the ledger says; by form as well.
use common-desk.t
set key = {{uuid}}

--- two seats next to each other, chosen
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{key}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "contact": {"phone": "0553{{digits 6}}"},
 "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}, {"firstName": "Omar", "lastName": "Benali", "idNumber": "2"}]}
=> 201
json
{"data": {"id": {{>booking public booking}}, "ref": {{>ref}}, "status": "confirmed", "paymentStatus": "paid", "paymentMethod": "cash", "total": {"amount": 100000, "currency": "DZD"},
 "live": false, "expiresAt": null, "phone": {{>phone}}, "items": [{"seat": {{>seat}}, "state": "confirmed"}, {"seat": {{>other}}, "state": "confirmed"}], "accessToken": null}}

--- the click again sells nothing again
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{key}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "contact": {"phone": "{{phone}}"},
 "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}, {"firstName": "Omar", "lastName": "Benali", "idNumber": "2"}]}
=> 422
json
{"error": {"code": "IDEMPOTENCY_KEY_REUSED"}}

--- the counter's float owes it, the tickets are being made, the story names the cashier
sql
SELECT (SELECT string_agg(t.kind || ' ' || split_part(a.code, ':', 1) || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id
		JOIN ledger_accounts a ON a.id = l.account_id WHERE t.booking_id = k.id) AS ledger,
	(SELECT string_agg(concat_ws('>', h.was, h.became, h.actor), ' ' ORDER BY h.id) FROM booking_history h WHERE h.booking_id = k.id) AS story,
	(SELECT count(*) FROM booking_seats s WHERE s.schedule_id = {{trip_id}}::bigint AND s.state = 'sold') AS seats, p.gateway_response->>'partnerId' = {{partner}} AS his
FROM booking_keys k JOIN payments p ON p.booking_id = k.id WHERE k.booking_ref = {{ref}}
=> ledger | story | seats | his
L1c agent_float 100000, L1c customer_deposit -100000 | held>cashier held>confirmed>cashier | 2 | t

--- the traveller has an SMS of it
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has {{ref}}

--- and finds the booking by reference and phone
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "{{phone}}"}
=> 200
json
{"data": {"id": "{{booking}}", "status": "confirmed"}}

--- the seat is gone
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{second}}", "toStopId": "{{last}}", "seats": ["{{seat}}"], "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 409
json
{"error": {"code": "SEAT_TAKEN"}}

--- ten counters want one seat: one has it
parallel 10
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["8A"], "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "{{n}}"}]}
=> 201*1 409*9
for 409
json
{"error": {"code": "SEAT_TAKEN"}}

--- a leg alone costs its own price
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["5A"], "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 201
json
{"data": {"total": {"amount": 10000}, "phone": null}}

--- the seat of that leg is sold again behind it
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{second}}", "toStopId": "{{last}}", "seats": ["5A"], "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 201
json
{"data": {"total": {"amount": 45000}}}

--- the planner does not sell
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{planner}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- nor does the accountant
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{accountant}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 403

--- nor the viewer
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{viewer}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 403

--- without a key nothing is sold
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 400
json
{"error": {"code": "IDEMPOTENCY_KEY_REQUIRED"}}

--- nobody travels
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": []}
=> 400
json
{"error": {"field": "passengers"}}

--- seven at once
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "A", "lastName": "B"}, {"firstName": "A", "lastName": "B"}, {"firstName": "A", "lastName": "B"},
 {"firstName": "A", "lastName": "B"}, {"firstName": "A", "lastName": "B"}, {"firstName": "A", "lastName": "B"}, {"firstName": "A", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- a traveller without a last name
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "idNumber": "3"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.0.lastName"}}

--- a traveller without the document this company asks for
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "1"}, {"firstName": "Nour", "lastName": "Kaci"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.1.idNumber"}}

--- one seat for two
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["6A"], "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}, {"firstName": "A", "lastName": "B", "idNumber": "2"}]}
=> 400
json
{"error": {"field": "seats"}}

--- a seat the bus does not have
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["99Z"], "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- the other way round
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{last}}", "toStopId": "{{first}}", "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "toStopId"}}

--- a price of one's own
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "price": 1, "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "price"}}

--- a phone that is none
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "contact": {"phone": "12"}, "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a departure nobody has
POST /api/v1/partner/trips/schedule_999999999/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- the form
as desk
GET /fr/partner/trips/{{trip}}/sell?from={{second}}&passengers=2
=> 200
has name="passengers.1.idNumber"
has ~900[^0-9<]*DA
not ~value="{{seat}}"[^>]*name="seats"[^>]*>
form sale ~^$

--- nothing typed: every field is named
as desk
POST /fr/partner/trips/{{trip}}/sell

@sale
=> 422
has <title>Erreur
has href="#passengers-0-firstName"
has href="#passengers-1-lastName"

--- a seat that was sold while names were typed; what was typed stays
as desk
POST /fr/partner/trips/{{trip}}/sell

@sale
passengers.0.firstName = Yasmine
passengers.0.lastName = Haddad
passengers.0.idNumber = 7
passengers.1.firstName = Samir
passengers.1.lastName = Haddad
passengers.1.idNumber = 8
seats := 8A
seats := 9A
=> 422
has Yasmine
has 8A

--- seats are chosen when none is ticked
as desk
POST /fr/partner/trips/{{trip}}/sell

@sale
passengers.0.firstName = Yasmine
passengers.0.lastName = Haddad
passengers.0.idNumber = 7
passengers.1.firstName = Samir
passengers.1.lastName = Haddad
passengers.1.idNumber = 8
contact.phone = 0554 11 22 33
=> 303
Location: /fr/partner/bookings/{{>sold public booking}}?sold=1

--- and there is the ticket to print
as desk
GET /fr/partner/bookings/{{sold}}?sold=1
=> 200
has Yasmine Haddad
has Samir Haddad
has /fr/partner/bookings/{{sold}}/ticket.pdf
has 900,00

--- the same form again answers the same
as desk
POST /fr/partner/trips/{{trip}}/sell

@sale
passengers.0.firstName = Yasmine
passengers.0.lastName = Haddad
passengers.0.idNumber = 7
passengers.1.firstName = Samir
passengers.1.lastName = Haddad
passengers.1.idNumber = 8
contact.phone = 0554 11 22 33
=> 303
Location: /fr/partner/bookings/{{sold}}?sold=1

--- a form without its proof
as desk
POST /fr/partner/trips/{{trip}}/sell

@sale
_csrf -
passengers.0.firstName = Yasmine
passengers.0.lastName = Haddad
=> 403

--- a departure that left
sql
UPDATE route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int, departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + interval '5 hours',
	version = version + 1 FROM (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '1 minute' AS l) v WHERE s.id = {{trip_id}}::bigint
=> ok

--- is sold no more once its facts are read again
until 15s
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}]}
=> 409
json
{"error": {"code": "SALE_CLOSED"}}
