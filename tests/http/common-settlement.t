# A statement of a company of its own whose trip ran, closed three days ago: {{statement}} of 138000 centimes, its
# accountant and owner, and two people of finance: bearer {{salima}} and {{tarik}}.
use common-desk.t

--- three seats sold at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}, {"firstName": "Omar", "lastName": "Benali", "idNumber": "2"},
 {"firstName": "Lina", "lastName": "Benali", "idNumber": "3"}]}
=> 201
json
{"data": {"ref": {{>ref}}, "total": {"amount": 150000}}}

--- nothing is stated yet, the counter owes what it took
GET /api/v1/partner/settlements
Authorization: Bearer {{accountant}}
=> 200
also query
also books
json
{"data": [], "books": {"payable": {"amount": 0}, "unstated": {"amount": 0}, "cash": {"amount": 150000}, "cashLimit": {{money}}}, "pagination": {"total": 0}}

--- the trip ran days ago
sql
UPDATE route_schedules SET service_date = service_date - 10, departure_time = departure_time - interval '10 days', arrival_time = arrival_time - interval '10 days' WHERE id = {{trip_id}}::bigint
=> ok

--- it has arrived
sql
SELECT trips_arrived(1000) >= 0 AS ran
=> ran
t

--- and is closed out
sql
SELECT count(trip_close_out()) > 0 AS done FROM generate_series(1, 40)
=> done
t

--- the days pass: only here may history move
sql
SELECT set_config('session_replication_role', 'replica', false) AS mode
=> mode
replica

--- to three days ago
sql
UPDATE ledger_tx t SET at = at - interval '3 days' FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id WHERE l.tx_id = t.id AND a.code = 'partner_payable:' || {{partner}}::text
=> ok

--- never again
sql
SELECT set_config('session_replication_role', 'origin', false) AS mode
=> mode
origin

--- the cash was handed in
sql
SELECT ledger_post('L1d', NULL, 'test-hand-in:' || {{desk}}::text, ARRAY['bank:main', 'agent_float:' || {{partner}}::text], ARRAY[150000, -150000]::bigint[]) AS booked
=> booked
t

--- days by name
sql
SELECT ((now() AT TIME ZONE 'Africa/Algiers')::date - 2)::text AS ended, ((now() AT TIME ZONE 'Africa/Algiers')::date - 1)::text AS yesterday
=> ended | yesterday
{{>ended}} | {{>yesterday}}

--- two people of finance
sql
INSERT INTO users (public_id, email, password_hash, first_name, last_name, role)
SELECT gen_random_uuid(), r || '-' || {{desk}} || '@example.dz', o.password_hash, 'Finance', r, 'finance'
FROM users o, unnest('{salima,tarik}'::text[]) r WHERE o.email = 'owner-' || {{desk}} || '@example.dz'
=> ok

--- the first
POST /api/v1/auth/login

{"email": "salima-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>salima}}}}

--- the second
POST /api/v1/auth/login

{"email": "tarik-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>tarik}}}}

--- a day that is not over has no statement
POST /api/v1/admin/settlements
Authorization: Bearer {{salima}}

{"partnerId": "partner_{{partner}}", "until": "{{today}}"}
=> 409
json
{"error": {"code": "WRONG_STATE", "field": "until"}}

--- a company that is none
POST /api/v1/admin/settlements
Authorization: Bearer {{salima}}

{"partnerId": "partner_999999999", "until": "{{ended}}"}
=> 404

--- the books are closed
POST /api/v1/admin/settlements
Authorization: Bearer {{salima}}

{"partnerId": "partner_{{partner}}", "until": "{{ended}}"}
=> 201
json
{"data": {"id": {{>statement public settlement}}, "partnerId": "partner_{{partner}}", "periodEnd": "{{ended}}", "status": "closed", "gross": {"amount": 150000}, "commission": {"amount": 12000},
 "fees": {"amount": 0}, "corrections": {"amount": 0}, "cashKept": {"amount": 0}, "carried": {"amount": 0}, "net": {"amount": 138000}, "hasAccount": false, "approvedBy": null, "fileHash": null,
 "lines": [{"kind": "fare", "ref": "{{ref}}", "plate": "{{name}}", "fare": {"amount": 50000}, "commission": {"amount": 4000}, "amount": {"amount": 46000}}, {"kind": "fare"}, {"kind": "fare"}]}}
