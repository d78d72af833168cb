# Departures of a day with seats and money, one departure with its passengers on screen, on paper and as
# a file; what each role of the office sees of them.
use common-desk.t
set day = {{today+3}}

--- the day: one departure, nothing sold
GET /api/v1/partner/trips?date={{day}}
Authorization: Bearer {{owner}}
=> 200
Cache-Control: private, no-cache
also sum
also query
json
{"data": [{"scheduleId": "{{trip}}", "serviceDate": "{{day}}", "departsAt": {{iso}}, "from": {"fr": "Alger", "ar": {{string}}, "en": {{string}}},
 "to": {"fr": "Oran", "ar": {{string}}, "en": {{string}}}, "busId": {{>bus id bus}}, "bus": {"plate": "{{name}}", "model": "Toyota Coaster"}, "status": "on_sale",
 "cancelReason": null, "totalSeats": 30, "sold": 0, "boarded": 0, "held": 0, "loadPercent": 0, "gross": {"amount": 0, "currency": "DZD"},
 "sellable": true, "cancellable": true}],
 "sum": {"trips": 1, "cancelled": 0, "seats": 30, "sold": 0, "loadPercent": 0, "gross": {"amount": 0, "currency": "DZD"}},
 "query": {"date": "{{day}}", "q": null, "show": "all"}, "pagination": {"page": 1, "limit": 50, "total": 1}}

--- a traveller holds a seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{second}}", "seats": ["1A"], "contact": {"phone": "0661223344"}}
=> 201

--- the counter sells two
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["2A", "2B"], "contact": {"phone": "0551 20 30 40"},
 "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "C-100"}, {"firstName": "Omar", "lastName": "=HYPERLINK(1)", "idNumber": "C-200"}]}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}}}

--- the next look shows it: of the departure and of the day
GET /api/v1/partner/trips?date={{day}}&q=ORAN&show=open
Authorization: Bearer {{viewer}}
=> 200
also sum
also query
json
{"data": [{"sold": 2, "held": 1, "loadPercent": 7, "gross": {"amount": 100000}, "card": {"amount": 0}, "cash": {"amount": 100000}}],
 "sum": {"sold": 2, "loadPercent": 7, "gross": {"amount": 100000}, "cash": {"amount": 100000}}, "query": {"q": "ORAN", "show": "open"}}

--- a place it does not go to: the sum is still that of the day
GET /api/v1/partner/trips?date={{day}}&q=Annaba
Authorization: Bearer {{viewer}}
=> 200
also sum
also query
json
{"data": [], "sum": {"sold": 2}, "pagination": {"total": 0}}

--- a place by its Arabic name
GET /api/v1/partner/trips?date={{day}}&q=%D9%88%D9%87%D8%B1%D8%A7%D9%86
Authorization: Bearer {{viewer}}
=> 200
also sum
also query
json
{"data": [{"scheduleId": "{{trip}}"}]}

--- another day is empty
GET /api/v1/partner/trips
Authorization: Bearer {{viewer}}
=> 200
also sum
also query
json
{"data": [], "sum": {"trips": 0, "seats": 0, "loadPercent": 0}, "query": {"date": "{{today}}"}}

--- behind the last page there is nothing
GET /api/v1/partner/trips?date={{day}}&page=2&limit=1
Authorization: Bearer {{viewer}}
=> 200
also sum
also query
json
{"data": [], "pagination": {"page": 2, "limit": 1, "total": 1}}

--- a day that is none
GET /api/v1/partner/trips?date=2026-02-30
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "date"}}

--- a place of one letter
GET /api/v1/partner/trips?q=a
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "q"}}

--- a choice that is none
GET /api/v1/partner/trips?show=mine
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "show"}}

--- more than a page holds
GET /api/v1/partner/trips?limit=101
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- a page beyond the last that may be asked for
GET /api/v1/partner/trips?page=501
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "page"}}

--- an organisation of one's own choice
GET /api/v1/partner/trips?organisation=1
Authorization: Bearer {{owner}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "organisation"}}

--- one departure with its passengers by seat; what unpaid guests hold is not on the list
GET /api/v1/partner/trips/{{trip}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"scheduleId": "{{trip}}", "sold": 2, "held": 1, "riders": [
 {"seat": "2A", "firstName": "Amina", "lastName": "Benali", "idNumber": "C-100", "phone": "+213551203040", "from": {"fr": {{string}}}, "boardsAt": {{iso}}, "state": "confirmed",
  "fare": {"amount": 50000, "currency": "DZD"}, "bookingId": "{{booking}}", "ref": "{{ref}}", "method": "cash", "channel": "counter"},
 {"seat": "2B", "firstName": "Omar"}]}}

--- the accountant sees money, not how to reach people
GET /api/v1/partner/trips/{{trip}}
Authorization: Bearer {{accountant}}
=> 200
not 551203040
not C-100
json
{"data": {"cash": {"amount": 100000}, "riders": [{"seat": "2A", "idNumber": {{absent}}, "phone": {{absent}}}, {"seat": "2B"}]}}

--- a departure nobody has
GET /api/v1/partner/trips/schedule_999999999
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- something that is no departure
GET /api/v1/partner/trips/bus_1
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- as a page: what still leaves that day
as desk
GET /fr/partner/?date={{day}}&utm_source=x
=> 200
Cache-Control: no-store
has /fr/partner/trips/{{trip}}
has {{name}}
has /fr/partner/trips/{{trip}}/sell
has /ar/partner/?date={{day}}
not utm_source

--- nothing today, and the way on
as desk
GET /ar/partner/
=> 200
has class="card empty"
has /ar/partner/?date=

--- a mistake is told
as desk
GET /fr/partner/?date=yesterday
=> 400
has <html lang="fr"

--- the departure as a page
as desk
GET /fr/partner/trips/{{trip}}
=> 200
has Benali
has =HYPERLINK(1)
has tel:+213551203040
has /fr/partner/bookings/{{booking}}
has /fr/partner/trips/{{trip}}/cancel
has /fr/partner/trips/{{trip}}/manifest.pdf

--- in English too
as desk
GET /en/partner/trips/{{trip}}
=> 200
has <html lang="en" dir="ltr">
has Benali

--- one that is not there
as desk
GET /fr/partner/trips/schedule_999999999
=> 404

--- the list as a file for programs: names and codes; formulas are made harmless
GET /api/v1/partner/trips/{{trip}}/manifest.csv
Authorization: Bearer {{owner}}
=> 200
Content-Type: text/csv; charset=utf-8
Content-Disposition: ~^attachment; filename="passengers-{{day}}-[0-9]+.csv"$
has ~^seat,firstName,lastName,idNumber
has ~2A,Amina,Benali,C-100,
has '=HYPERLINK(1)
not ~[^']=HYPERLINK

--- without what the viewer may not see
GET /api/v1/partner/trips/{{trip}}/manifest.csv
Authorization: Bearer {{viewer}}
=> 200
has ~^seat,firstName,lastName,from
not C-100
not 551203040

--- for people: in their language, marked as UTF-8
as desk
GET /fr/partner/trips/{{trip}}/manifest.csv
=> 200
Content-Type: text/csv; charset=utf-8
has ~^.*Siège
has Benali

--- no file tells that a departure exists
GET /api/v1/partner/trips/schedule_999999999/manifest.csv
Authorization: Bearer {{owner}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- on paper
until 15s
GET /api/v1/partner/trips/{{trip}}/manifest
Authorization: Bearer {{owner}}
=> 200
Content-Type: application/pdf
Content-Disposition: ~^inline; filename="manifest-[0-9]+.pdf"$
Cache-Control: private, no-cache
has %PDF-
size 5000-400000

--- and in Arabic beside the page
until 15s
as desk
GET /ar/partner/trips/{{trip}}/manifest.pdf
=> 200
Content-Type: application/pdf
has %PDF-

--- of a departure nobody has
GET /api/v1/partner/trips/schedule_999999999/manifest
Authorization: Bearer {{owner}}
=> 404
