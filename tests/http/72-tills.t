# A cashier's till: opened with a count, what is sold and given back belongs to it, closed with a count whose difference
# is booked; and the cash a company may hold, beyond which its counters do not sell.
use common-desk.t
set key = {{uuid}}

--- no till is open
GET /api/v1/partner/till
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"shift": null, "cash": {"held": {"amount": 0}, "limit": {"amount": 100000000}}}}

--- the accountant has none to open
POST /api/v1/partner/till
Authorization: Bearer {{accountant}}
Idempotency-Key: {{uuid}}

{"counted": {"amount": 50000}}
=> 403

--- a count is needed
POST /api/v1/partner/till
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"counted": {"amount": -1}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "counted.amount"}}

--- opened with 500 dinars of change
POST /api/v1/partner/till
Authorization: Bearer {{cashier}}
Idempotency-Key: {{key}}

{"counted": {"amount": 50000, "currency": "DZD"}}
=> 201
json
{"data": {"id": {{>shift public shift}}, "cashier": "Personne Cashier", "opening": {"amount": 50000}, "sales": 0, "expected": {"amount": 50000}, "counted": null, "difference": null, "closedAt": null}}

--- not twice, however many hands
parallel 5
POST /api/v1/partner/till
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"counted": {"amount": 0}}
=> 409*5
json
{"error": {"code": "SHIFT_OPEN"}}

--- a sale of two seats
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}, {"firstName": "Omar", "lastName": "Benali", "idNumber": "2"}]}
=> 201
json
{"data": {"id": {{>booking}}, "total": {"amount": 100000}}}

--- the owner sells too, outside of it
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{owner}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{second}}", "passengers": [{"firstName": "Nour", "lastName": "Kaci", "idNumber": "3"}]}
=> 201

--- the till holds what it took
GET /api/v1/partner/till
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"shift": {"id": "{{shift}}", "sales": 1, "taken": {"amount": 100000}, "givenBack": {"amount": 0}, "expected": {"amount": 150000}}, "cash": {"held": {"amount": 110000}}}}

--- another cashier of the company does not see it
GET /api/v1/partner/till/{{shift}}
Authorization: Bearer {{viewer}}
=> 403

--- the accountant does
GET /api/v1/partner/till/{{shift}}
Authorization: Bearer {{accountant}}
=> 200
json
{"data": {"id": "{{shift}}", "expected": {"amount": 150000}}}

--- but closes it not
POST /api/v1/partner/till/{{shift}}/close
Authorization: Bearer {{accountant}}

{"counted": {"amount": 150000}}
=> 403

--- nobody's shift
POST /api/v1/partner/till/shift_00000000000000000000000000/close
Authorization: Bearer {{cashier}}

{"counted": {"amount": 150000}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- five hands close it once, 20 dinars short
parallel 5
POST /api/v1/partner/till/{{shift}}/close
Authorization: Bearer {{cashier}}

{"counted": {"amount": 148000}, "note": "A coin rolled away"}
=> 200*5
json
{"data": {"expected": {"amount": 150000}, "counted": {"amount": 148000}, "difference": {"amount": -2000}, "note": "A coin rolled away", "closedAt": {{iso}}}}

--- the difference is booked once: the company holds less and is owed less
sql
SELECT string_agg(t.kind || ' ' || split_part(a.code, ':', 1) || ' ' || l.amount_c, ', ' ORDER BY l.amount_c) AS ledger, count(DISTINCT t.id) AS times
FROM till_shifts s JOIN ledger_tx t ON t.idem_key = 'till:' || s.id JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id WHERE s.partner_id = {{partner}}::bigint
=> ledger | times
L1t agent_float -2000, L1t partner_payable 2000 | 1

--- the balance beside the ledger is the ledger's
sql
SELECT f.balance_c, (SELECT sum(l.amount_c) FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id WHERE a.code = 'agent_float:' || {{partner}}::text) AS ledger FROM agent_floats f WHERE f.partner_id = {{partner}}::bigint
=> balance_c | ledger
108000 | 108000

--- a closed shift stays
sql
UPDATE till_shifts SET counted_c = 150000 WHERE partner_id = {{partner}}::bigint
=> error P0001

--- nor does it go
sql
DELETE FROM till_shifts WHERE partner_id = {{partner}}::bigint
=> error P0001

--- the company may hold 1200 dinars
sql
UPDATE partners SET float_limit_c = 120000 WHERE id = {{partner}}::bigint
=> ok

--- a seat of 500 is beyond it
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Sami", "lastName": "Kaci", "idNumber": "4"}]}
=> 409
json
{"error": {"code": "FLOAT_LIMIT"}}

--- nothing of it stayed
sql
SELECT count(*) AS bookings FROM bookings b WHERE b.route_schedule_id = {{trip_id}}::bigint
=> bookings
2

--- of ten sales of 100 only one fits
parallel 10
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{second}}", "passengers": [{"firstName": "Sami", "lastName": "Kaci", "idNumber": "{{n}}"}]}
=> 201*1 409*9

--- the administrator
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- more than it holds is not handed in
POST /api/v1/admin/partners/partner_{{partner}}/deposit
Authorization: Bearer {{admin}}

{"sum": {"amount": 999999}, "slip": "BNA {{desk}}"}
=> 409
json
{"error": {"code": "WRONG_STATE", "field": "amount"}}

--- the company hands in what it holds
parallel 3
POST /api/v1/admin/partners/partner_{{partner}}/deposit
Authorization: Bearer {{admin}}

{"sum": {"amount": 118000}, "slip": "BNA {{desk}}"}
=> 200*3

--- the same slip is not another sum
POST /api/v1/admin/partners/partner_{{partner}}/deposit
Authorization: Bearer {{admin}}

{"sum": {"amount": 100}, "slip": "BNA {{desk}}"}
=> 409
json
{"error": {"code": "ALREADY_EXISTS", "field": "reference"}}

--- and sells again
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Sami", "lastName": "Kaci", "idNumber": "4"}]}
=> 201

--- the accountant sees the tills and the cash
GET /api/v1/partner/shifts
Authorization: Bearer {{accountant}}
=> 200
also cash
json
{"data": [{"id": "{{shift}}", "difference": {"amount": -2000}}], "cash": {"held": {"amount": 50000}, "limit": {"amount": 120000}}, "pagination": {"total": 1}}

--- the cashier sees her own
GET /api/v1/partner/shifts
Authorization: Bearer {{cashier}}
=> 403

--- the rules hold
sql
SELECT string_agg(rule || ': ' || sample, ', ') AS broken FROM ledger_check() WHERE broken > 0 AND rule IN ('cash held equals the ledger', 'till differences are booked', 'transactions balance')
=> broken
NULL

--- the form of sign-in
as till
GET /fr/account/login
=> 200
form sign-in ~^$

--- the cashier signs in
as till
POST /fr/account/login

@sign-in
login = cashier-{{desk}}@example.dz
password = {{secret}}
=> 303

--- the counter says that no till is open
as till
GET /fr/partner/trips/{{trip}}/sell
=> 200
has Aucune caisse

--- the till's page
as till
GET /fr/partner/till
=> 200
form open ~^$

--- a word is no count
as till
POST /fr/partner/till

@open
dinars = beaucoup
=> 422
has id="dinars-error"

--- opened
as till
POST /fr/partner/till

@open
dinars = 200
=> 303
Location: /fr/partner/till

--- it is there
as till
GET /ar/partner/till
=> 200
form close ~/close$

--- the counter shows it
as till
GET /fr/partner/trips/{{trip}}/sell
=> 200
has Caisse ouverte depuis

--- closed with the right count
as till
POST {{close.action}}

@close
dinars = 200
=> 303
Location: {{>closed /.*till.shift_.*/}}

--- says so
as till
GET {{closed}}
=> 200
not /close"

--- the owner sees all tills on a page
as desk
GET /fr/partner/shifts
=> 200
has Personne Cashier
has /fr/partner/till/{{shift}}

--- the administrator on pages
as boss
GET /fr/account/login
=> 200
form sign-in ~^$

--- signs in
as boss
POST /fr/account/login

@sign-in
login = {{$ADMIN}}
password = {{$ADMIN_PASSWORD}}
=> 303

--- a company's page takes deposits
as boss
GET /fr/admin/partners/partner_{{partner}}
=> 200
form deposit ~/deposit$

--- of the rest
as boss
POST {{deposit.action}}

@deposit
dinars = 500
slip = CPA {{desk}}
=> 303
Location: /fr/admin/partners/partner_{{partner}}
