# What a company is owed: its trip ran, the books are closed, the accountant reads, disputes and agrees, two people
# sign, the bank gets a file that stays as it was; nothing of it can be changed, by nobody.
use common-settlement.t

--- once
POST /api/v1/admin/settlements
Authorization: Bearer {{tarik}}

{"partnerId": "partner_{{partner}}", "until": "{{ended}}"}
=> 201
json
{"data": {"id": "{{statement}}"}}

--- the accountant sees it, and what the books say now
GET /api/v1/partner/settlements?status=closed
Authorization: Bearer {{accountant}}
=> 200
also query
also books
json
{"data": [{"id": "{{statement}}", "net": {"amount": 138000}}], "books": {"payable": {"amount": 138000}, "unstated": {"amount": 0}, "cash": {"amount": 0}}, "pagination": {"total": 1}}

--- with its lines
GET /api/v1/partner/settlements/{{statement}}?limit=2
Authorization: Bearer {{accountant}}
=> 200
json
{"data": {"status": "closed", "lines": [{"kind": "fare"}, {"kind": "fare"}]}, "pagination": {"total": 3}}

--- as a file
GET /api/v1/partner/settlements/{{statement}}/lines.csv
Authorization: Bearer {{accountant}}
=> 200
Content-Type: text/csv; charset=utf-8
Content-Disposition: ~settlement-{{ended}}.csv
has ~^id,bookedAt,kind,bookingId,ref,
has fare,
has {{ref}}
has 500.00,40.00,460.00

--- and on paper
until 10s
GET /api/v1/partner/settlements/{{statement}}/statement
Authorization: Bearer {{accountant}}
=> 200
Content-Type: application/pdf
has ~^%PDF

--- the owner too
GET /api/v1/partner/settlements/{{statement}}
Authorization: Bearer {{owner}}
=> 200

--- a cashier does not
GET /api/v1/partner/settlements/{{statement}}
Authorization: Bearer {{cashier}}
=> 403

--- nobody else's
GET /api/v1/partner/settlements/settlement_00000000000000000000000000
Authorization: Bearer {{accountant}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- nor as a file
GET /api/v1/partner/settlements/settlement_00000000000000000000000000/lines.csv
Authorization: Bearer {{accountant}}
=> 404

--- nor on paper
GET /api/v1/partner/settlements/settlement_00000000000000000000000000/statement
Authorization: Bearer {{accountant}}
=> 404

--- a dispute says why
POST /api/v1/partner/settlements/{{statement}}/dispute
Authorization: Bearer {{accountant}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "reason"}}

--- the accountant disputes
POST /api/v1/partner/settlements/{{statement}}/dispute
Authorization: Bearer {{accountant}}

{"reason": "Lina Benali was carried by another bus"}
=> 200
json
{"data": {"status": "disputed", "dispute": "Lina Benali was carried by another bus"}}

--- nobody signs what is disputed
POST /api/v1/admin/settlements/{{statement}}/approve
Authorization: Bearer {{salima}}

{}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- finance settles it
POST /api/v1/admin/settlements/{{statement}}/review
Authorization: Bearer {{salima}}

{"reason": "She was on this bus, ticket scanned at Blida"}
=> 200
json
{"data": {"status": "reviewed", "dispute": null, "bankReference": null}}

--- the first signature
POST /api/v1/admin/settlements/{{statement}}/approve
Authorization: Bearer {{salima}}

{}
=> 200
json
{"data": {"status": "approved", "approvedBy": "Finance salima"}}

--- the company answers no more
POST /api/v1/partner/settlements/{{statement}}/dispute
Authorization: Bearer {{accountant}}

{"reason": "Once more"}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- nor agrees
POST /api/v1/partner/settlements/{{statement}}/agree
Authorization: Bearer {{accountant}}
=> 409

--- the second signature is somebody else's
POST /api/v1/admin/transfers
Authorization: Bearer {{salima}}
Idempotency-Key: {{uuid}}

{"settlements": ["{{statement}}"]}
=> 409
json
{"error": {"code": "SECOND_PERSON", "field": "settlements"}}

--- and knows where the money goes
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{uuid}}

{"settlements": ["{{statement}}"]}
=> 409
json
{"error": {"code": "NO_BANK_ACCOUNT", "field": "settlements"}}

--- an account has twenty digits
POST /api/v1/admin/partners/partner_{{partner}}/account
Authorization: Bearer {{tarik}}

{"rib": "0079999900123456789X"}
=> 400
json
{"error": {"field": "rib"}}

--- the second person enters it
POST /api/v1/admin/partners/partner_{{partner}}/account
Authorization: Bearer {{tarik}}

{"rib": "00799999001234567890"}
=> 200

--- and is the second person no more
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{uuid}}

{"settlements": ["{{statement}}"]}
=> 409
json
{"error": {"code": "SECOND_PERSON"}}

--- so the administrator enters it
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- the same digits
POST /api/v1/admin/partners/partner_{{partner}}/account
Authorization: Bearer {{admin}}

{"rib": "00799999001234567890"}
=> 200

--- of a company that is none
POST /api/v1/admin/partners/partner_999999999/account
Authorization: Bearer {{admin}}

{"rib": "00799999001234567890"}
=> 404

--- a statement that is none pays nobody
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{uuid}}

{"settlements": ["{{statement}}", "settlement_00000000000000000000000000"]}
=> 404

--- a word that is none
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{uuid}}

{"settlements": ["booking_1"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "settlements"}}

--- five clicks of the second person pay once
set key = {{uuid}}
parallel 5
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{key}}

{"settlements": ["{{statement}}"]}
=> 201*1-5 409*0-4
for 201
json
{"data": {"id": {{>file public transfer}}, "reference": {{>reference}}, "payouts": 1, "total": {"amount": 138000}, "sha256": {{>hash /[0-9a-f]{64}/}}, "madeBy": "Finance tarik"}}

--- another click has nothing to pay
POST /api/v1/admin/transfers
Authorization: Bearer {{tarik}}
Idempotency-Key: {{uuid}}

{"settlements": ["{{statement}}"]}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the bytes are those that were signed, each time
parallel 3
GET /api/v1/admin/transfers/{{file}}/file
Authorization: Bearer {{salima}}
=> 200*3
Content-Type: text/plain; charset=utf-8
Content-Disposition: ~{{reference}}.txt
has ABRID;1;{{reference}};{{today}};1;138000
has 1;00799999001234567890;{{name}};138000;DZD;S
same 200

--- and their hash is the one that was kept
sql
SELECT encode(sha256(t.content), 'hex') = {{hash}}::text AS same, s.status, encode(s.file_hash, 'hex') = {{hash}}::text AS kept, s.paid_by <> s.approved_by AS two,
	(SELECT string_agg(split_part(a.code, ':', 1) || ' ' || l.amount_c, ', ' ORDER BY l.amount_c DESC) FROM ledger_tx x JOIN ledger_line l ON l.tx_id = x.id JOIN ledger_accounts a ON a.id = l.account_id
	 WHERE x.idem_key = 'payout:' || s.id) AS ledger
FROM partner_settlements s JOIN bank_transfers t ON t.id = s.transfer_id WHERE t.reference = {{reference}}
=> same | status | kept | two | ledger
t | paid | t | t | partner_payable 138000, bank -138000

--- files of the bank, the newest first
GET /api/v1/admin/transfers
Authorization: Bearer {{salima}}
=> 200
json
{"data": [{{has}}, {"id": "{{file}}", "sha256": "{{hash}}"}]}

--- a file nobody made
GET /api/v1/admin/transfers/transfer_00000000000000000000000000/file
Authorization: Bearer {{salima}}
=> 404

--- a company takes none
GET /api/v1/admin/transfers/{{file}}/file
Authorization: Bearer {{owner}}
=> 403
not 00799999001234567890

--- the statement is paid
GET /api/v1/admin/settlements/{{statement}}
Authorization: Bearer {{salima}}
=> 200
json
{"data": {"status": "paid", "paidBy": "Finance tarik", "transferId": "{{file}}", "fileHash": "{{hash}}", "paidAt": {{iso}}}}

--- no amount of it changes, whoever asks
sql
UPDATE partner_settlements SET net_c = net_c + 100 WHERE partner_id = {{partner}}::bigint
=> error P0001

--- it does not go
sql
DELETE FROM partner_settlements WHERE partner_id = {{partner}}::bigint
=> error P0001

--- its lines stay
sql
UPDATE partner_settlement_lines l SET amount_c = 0 FROM partner_settlements s WHERE s.id = l.settlement_id AND s.partner_id = {{partner}}::bigint
=> error P0001

--- none comes behind
sql
INSERT INTO partner_settlement_lines (settlement_id, ledger_tx_id, kind, amount_c) SELECT s.id, (SELECT max(id) FROM ledger_tx), 'L3', 100 FROM partner_settlements s WHERE s.partner_id = {{partner}}::bigint
=> error P0001

--- nor does the file change
sql
UPDATE bank_transfers SET content = 'x', file_hash = sha256('x') WHERE reference = {{reference}}
=> error P0001

--- a day later the company is charged for a window
sql
SELECT ledger_post('L9', NULL, 'test-window:' || {{desk}}::text, ARRAY['partner_payable:' || {{partner}}::text, 'revenue:service_fee'], ARRAY[10000, -10000]::bigint[]) AS booked
=> booked
t

--- yesterday
sql
SELECT set_config('session_replication_role', 'replica', false) AS mode
=> mode
replica

--- it was
sql
UPDATE ledger_tx SET at = at - interval '1 day' WHERE idem_key = 'test-window:' || {{desk}}::text
=> ok

--- history is closed again
sql
SELECT set_config('session_replication_role', 'origin', false) AS mode
=> mode
origin

--- the next statement owes
POST /api/v1/admin/settlements
Authorization: Bearer {{salima}}

{"partnerId": "partner_{{partner}}", "until": "{{yesterday}}"}
=> 201
json
{"data": {"id": {{>next}}, "status": "closed", "corrections": {"amount": -10000}, "net": {"amount": -10000}, "lines": [{"kind": "correction", "ref": null, "amount": {"amount": -10000}}]}}

--- the company agrees
POST /api/v1/partner/settlements/{{next}}/agree
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"status": "reviewed"}}

--- nobody pays less than nothing
POST /api/v1/admin/settlements/{{next}}/approve
Authorization: Bearer {{salima}}

{}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- statements of all companies
GET /api/v1/admin/settlements?partner=partner_{{partner}}&status=reviewed
Authorization: Bearer {{salima}}
=> 200
also query
json
{"data": [{"id": "{{next}}", "partner": {"fr": "{{name}}"}, "net": {"amount": -10000}}], "pagination": {"total": 1}}

--- a state that is none
GET /api/v1/admin/settlements?status=open
Authorization: Bearer {{salima}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "status"}}

--- who did what is written down
sql
SELECT string_agg(action, ' ' ORDER BY id) AS story FROM audit_log WHERE partner_id = {{partner}}::bigint AND action LIKE 'settlement.%'
=> story
settlement.review settlement.reviewed settlement.approved settlement.paid settlement.review

--- the books are in order
sql
SELECT string_agg(rule || ': ' || sample, ', ') AS broken FROM ledger_check() WHERE broken > 0 AND rule IN ('statements equal their postings', 'transactions balance', 'the ledger sums to zero', 'suspense is empty')
=> broken
NULL
