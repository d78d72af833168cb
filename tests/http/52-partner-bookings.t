# Bookings on a company's departures: searched by reference, phone and name, filtered, sorted, paged,
# sent as a file; one of them with its history and papers.
use common-desk.t

--- a counter sale
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "0552{{digits 6}}", "email": "lynda@example.dz"},
 "passengers": [{"firstName": "Lynda", "lastName": "Aït Saïd", "idNumber": "X-77"}]}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "status": "confirmed", "phone": {{>phone}}, "accessToken": null}}

--- an online booking that is not paid yet
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["4A"], "passengers": [{"firstName": "Omar", "lastName": "Haddad", "idNumber": "Y"}], "contact": {"phone": "0661223344"}}
=> 201
json
{"data": {"id": {{>held}}, "ref": {{>held_ref}}}}

--- both, newest first; days are those around today
GET /api/v1/partner/bookings
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"id": "{{held}}", "status": "held", "method": {{any}}, "channel": "api", "total": {"amount": 10000}},
 {"id": "{{booking}}", "ref": "{{ref}}", "status": "confirmed", "paymentStatus": "paid", "method": "cash", "channel": "counter", "passenger": "Lynda Aït Saïd", "passengers": 1,
  "phone": "{{phone}}", "total": {"amount": 50000, "currency": "DZD"}, "scheduleId": "{{trip}}", "boardsAt": {{iso}}, "createdAt": {{iso}}}],
 "query": {"from": {{date}}, "to": {{date}}, "sort": "created"}, "pagination": {"total": 2, "page": 1, "limit": 20}}

--- by reference, however it is typed
GET /api/v1/partner/bookings?q=%20{{ref}}%20
Authorization: Bearer {{viewer}}
=> 200
also query
json
{"data": [{"ref": "{{ref}}", "phone": {{absent}}}], "pagination": {"total": 1}}

--- by part of a name, without its accents
GET /api/v1/partner/bookings?q=ait+said
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"ref": "{{ref}}"}], "pagination": {"total": 1}}

--- by phone
GET /api/v1/partner/bookings?q=0661+22+33+44
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"ref": "{{held_ref}}"}], "pagination": {"total": 1}}

--- by the end of a phone
GET /api/v1/partner/bookings?q=3344
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"ref": "{{held_ref}}"}], "pagination": {"total": 1}}

--- by state
GET /api/v1/partner/bookings?status=confirmed&method=cash&trip={{trip}}&sort=departure
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"ref": "{{ref}}"}], "query": {"status": "confirmed", "method": "cash", "trip": "{{trip}}", "sort": "departure"}, "pagination": {"total": 1}}

--- a day without any
GET /api/v1/partner/bookings?from={{today}}&to={{today}}
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [], "pagination": {"total": 0}}

--- the second page
GET /api/v1/partner/bookings?limit=1&page=2
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": [{"id": "{{booking}}"}], "pagination": {"page": 2, "limit": 1, "total": 2}}

--- a percent sign is a letter like others
GET /api/v1/partner/bookings?q=%25%25
Authorization: Bearer {{owner}}
=> 200
also query
json
{"data": []}

--- a state that is none
GET /api/v1/partner/bookings?status=sold
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- a way to pay that is none
GET /api/v1/partner/bookings?method=cheque
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "method"}}

--- an order that is none
GET /api/v1/partner/bookings?sort=price
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "sort"}}

--- a trip that is none
GET /api/v1/partner/bookings?trip=12
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "trip"}}

--- a company of one's own choice
GET /api/v1/partner/bookings?partner=partner_1
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "partner"}}

--- the list as a page, with its filters in every link
as desk
GET /fr/partner/bookings?status=confirmed&fbclid=x
=> 200
has {{ref}}
not {{held_ref}}
has /fr/partner/bookings/{{booking}}
has /fr/partner/bookings.csv?status=confirmed
has /ar/partner/bookings?status=confirmed
not fbclid

--- by name
as desk
GET /ar/partner/bookings?q=haddad
=> 200
has {{held_ref}}
not {{ref}}

--- none that fits
as desk
GET /fr/partner/bookings?q=personne+ici
=> 200
has class="card empty"

--- as a file for programs
GET /api/v1/partner/bookings.csv?status=confirmed
Authorization: Bearer {{owner}}
=> 200
Content-Type: text/csv; charset=utf-8
Content-Disposition: attachment; filename="bookings-{{today}}.csv"
has ~^id,ref,status,
has {{ref}},confirmed,paid,cash,counter,Lynda Aït Saïd,1,
has ,500.00,
not {{held_ref}}

--- without phones for who may not see them
GET /api/v1/partner/bookings.csv
Authorization: Bearer {{accountant}}
=> 200
has {{ref}}
has {{held_ref}}
not {{phone}}

--- with a filter that is none
GET /api/v1/partner/bookings.csv?status=sold
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- for people
as desk
GET /fr/partner/bookings.csv?q={{ref}}
=> 200
Content-Type: text/csv; charset=utf-8
has Lynda Aït Saïd
has Confirmée
not {{held_ref}}

--- one booking with its history; codes of tickets stay with the traveller
GET /api/v1/partner/bookings/{{booking}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"id": "{{booking}}", "ref": "{{ref}}", "status": "confirmed", "paymentStatus": "paid", "paymentMethod": "cash", "phone": "{{phone}}", "email": "lynda@example.dz",
 "items": [{"firstName": "Lynda", "lastName": "Aït Saïd", "idNumber": "X-77", "seat": "3A", "state": "confirmed", "ticketCode": null}],
 "events": [{"was": null, "became": "held", "at": {{iso}}}, {"was": "held", "became": "confirmed", "actor": "cashier", "at": {{iso}}}], "refunds": []}}

--- for the viewer without phone, mail and document number
GET /api/v1/partner/bookings/{{booking}}
Authorization: Bearer {{viewer}}
=> 200
not {{phone}}
not lynda@example.dz
not X-77

--- a booking nobody made
GET /api/v1/partner/bookings/booking_00000000000000000000000000
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- one that cannot be
GET /api/v1/partner/bookings/booking_1
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- as a page
as desk
GET /fr/partner/bookings/{{booking}}
=> 200
has Lynda Aït Saïd
has X-77
has /fr/partner/bookings/{{booking}}/ticket.pdf
has /fr/partner/bookings/{{booking}}/receipt.pdf
has /fr/partner/trips/{{trip}}/sell

--- one that waits for payment has no papers
as desk
GET /fr/partner/bookings/{{held}}
=> 200
has {{held_ref}}
not ticket.pdf

--- its ticket to print
until 15s
GET /api/v1/partner/bookings/{{booking}}/ticket
Authorization: Bearer {{cashier}}
=> 200
Content-Type: application/pdf
Content-Disposition: inline; filename="ticket.pdf"
has %PDF-

--- its receipt
until 15s
GET /api/v1/partner/bookings/{{booking}}/receipt
Authorization: Bearer {{cashier}}
=> 200
Content-Type: application/pdf
has %PDF-

--- both beside the page
until 15s
as desk
GET /fr/partner/bookings/{{booking}}/ticket.pdf
=> 200
Content-Type: application/pdf

--- the receipt
until 15s
as desk
GET /fr/partner/bookings/{{booking}}/receipt.pdf
=> 200
Content-Type: application/pdf

--- what is not paid has none
GET /api/v1/partner/bookings/{{held}}/ticket
Authorization: Bearer {{owner}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- no receipt either
GET /api/v1/partner/bookings/{{held}}/receipt
Authorization: Bearer {{owner}}
=> 409
