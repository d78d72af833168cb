# The books against the bank: orders are asked about after they ended. One agrees; one was refunded in the bank's
# console, which is booked as the bank's doing and waits for a person; one was paid after we had given it up.
set lang = fr
use common-paid.t

--- the order is due for comparison
sql
UPDATE payment_attempts SET check_at = now() WHERE id = {{attempt}}::bigint
=> ok

--- at once
sql
UPDATE timers SET next_at = now() WHERE kind = 'payments.reconcile'
=> ok

--- it agrees: the next comparison is planned, nothing waits
until 10s
sql
SELECT a.checks, a.check_at > now() + interval '20 hours' AS later, (SELECT count(*) FROM reconcile_items i WHERE i.attempt_id = a.id) AS items,
	(SELECT state FROM jobs j WHERE j.kind = 'payment.reconcile' AND j.dedup_key = a.id::text ORDER BY j.id DESC LIMIT 1) AS job FROM payment_attempts a WHERE a.id = {{attempt}}::bigint
=> checks | later | items | job
1 | t | 0 | done

--- somebody gives 100 dinars back in the bank's console
POST {{WORLD}}/__sim/satim/order

{"orderNumber": "{{order}}", "set": {"refund": 10000}}
=> 200

--- the order is due again
sql
UPDATE payment_attempts SET check_at = now() WHERE id = {{attempt}}::bigint
=> ok

--- now
sql
UPDATE timers SET next_at = now() WHERE kind = 'payments.reconcile'
=> ok

--- it is booked as the bank's, once, and waits for a person
until 10s
sql
SELECT (SELECT string_agg(r.state || r.amount_c, ' ') FROM refunds r WHERE r.attempt_id = {{attempt}}::bigint) AS refunds,
	(SELECT string_agg(h.became || ' ' || h.actor, ', ' ORDER BY h.id) FROM state_history h JOIN refunds r ON r.id = h.object_id WHERE h.machine = 'refund' AND r.attempt_id = {{attempt}}::bigint) AS story,
	(SELECT string_agg(i.bucket || ' ' || i.reason || ' ' || (i.ours_c - i.theirs_c), ', ') FROM reconcile_items i WHERE i.attempt_id = {{attempt}}::bigint) AS items, p.status
FROM payments p JOIN payment_attempts a ON a.payment_id = p.id WHERE a.id = {{attempt}}::bigint
=> refunds | story | items | status
done10000 | done bank | ours_only console_refund 10000 | partly_refunded

--- the ledger tells it
sql
SELECT string_agg(t.kind || ' ' || a.code || ' ' || l.amount_c, ', ' ORDER BY t.id, l.amount_c DESC) AS ledger FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id
WHERE t.booking_id = {{booking_key}}::bigint AND t.kind IN ('L3b', 'L4')
=> ledger
L3b receivable:console_refund 10000, L3b refund_payable -10000, L4 refund_payable 10000, L4 gateway_receivable:satim -10000

--- all rules hold
sql
SELECT coalesce(sum(broken), 0) AS broken FROM ledger_check() WHERE rule <> 'no job runs past its lease'
=> broken
0

--- asked once more the bank agrees
sql
UPDATE payment_attempts SET check_at = now() WHERE id = {{attempt}}::bigint
=> ok

--- a third time
sql
UPDATE timers SET next_at = now() WHERE kind = 'payments.reconcile'
=> ok

--- nothing more is booked
until 10s
sql
SELECT a.checks, (SELECT count(*) FROM refunds r WHERE r.attempt_id = a.id) AS refunds, (SELECT count(*) FROM jobs j WHERE j.kind = 'payment.reconcile' AND j.dedup_key = a.id::text AND j.state <> 'done') AS jobs
FROM payment_attempts a WHERE a.id = {{attempt}}::bigint
=> checks | refunds | jobs
3 | 1 | 0

--- the administrator
POST /api/v1/auth/login

{"email": "{{$ADMIN}}", "password": "{{$ADMIN_PASSWORD}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}}}

--- sees it
GET /api/v1/admin/reconcile?state=open&limit=100
Authorization: Bearer {{admin}}
=> 200
also query
also sum
json
{"data": [{{has}}, {"id": {{>item id disagreement}}, "bucket": "ours_only", "reason": "console_refund", "orderNumber": "{{order}}", "ours": {"amount": {{fare}}}, "theirs": {{money}}, "bookingId": "{{booking}}", "closedAt": null}],
 "sum": {"matched": {{int}}, "oursOnly": {{int}}, "theirsOnly": {{int}}, "open": {{int}}, "openAmount": {{money}}}}

--- a state that is none
GET /api/v1/admin/reconcile?state=new
Authorization: Bearer {{admin}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "state"}}

--- closing says what was done
POST /api/v1/admin/reconcile/{{item}}/close
Authorization: Bearer {{admin}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "note"}}

--- nothing of that number
POST /api/v1/admin/reconcile/disagreement_999999999/close
Authorization: Bearer {{admin}}

{"note": "nothing"}
=> 404

--- seen to
POST /api/v1/admin/reconcile/{{item}}/close
Authorization: Bearer {{admin}}

{"note": "Goodwill of the agency, charged to it"}
=> 200

--- it is closed
GET /api/v1/admin/reconcile?state=closed&limit=100
Authorization: Bearer {{admin}}
=> 200
also query
also sum
json
{"data": [{{has}}, {"id": "{{item}}", "note": "Goodwill of the agency, charged to it", "closedBy": {{string}}, "closedAt": {{iso}}}]}

--- the form of sign-in
as boss
GET /fr/account/login
=> 200
form sign-in ~^$

--- signed in
as boss
POST /fr/account/login

@sign-in
login = {{$ADMIN}}
password = {{$ADMIN_PASSWORD}}
=> 303

--- all of it on a page
as boss
GET /ar/admin/reconcile
=> 200
has {{order}}

--- another order is unknown to us: the bank's file says it is paid
sql
SELECT bank_line_put(sha256({{order}}::text::bytea), 1, current_date, 'capture', 'ZZ' || right({{order}}, 8), 250000, 3750) AS found
=> found
theirs_only

--- read again nothing changes
sql
SELECT bank_line_put(sha256({{order}}::text::bytea), 1, current_date, 'capture', 'ZZ' || right({{order}}, 8), 250000, 3750) AS found
=> found
again

--- the known one is found
sql
SELECT bank_line_put(sha256({{order}}::text::bytea), 2, current_date, 'capture', {{order}}, {{fare}}::bigint, 0) AS found
=> found
matched

--- the page has a form for what waits
as boss
GET /fr/admin/reconcile?state=open
=> 200
has Commande payée inconnue
form seen ~/close$

--- which is seen to
as boss
POST {{seen.action}}

@seen
note = Rappelé la banque
=> 303
Location: /fr/admin/reconcile
