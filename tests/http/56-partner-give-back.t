# An office cancels passengers of a booking for them: one by the rules of the purchase, the other with
# everything given back; who may, what must be said, what the books, the traveller and the log say of it.
use common-desk.t
from {{ip}}

--- two seats sold at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A", "3B"], "contact": {"phone": "0557{{digits 6}}"},
 "passengers": [{"firstName": "Lynda", "lastName": "Saïd", "idNumber": "3"}, {"firstName": "Omar", "lastName": "Saïd", "idNumber": "4"}]}
=> 201
json
{"data": {"id": {{>sold}}, "ref": {{>ref}}}}

--- the accountant cancels nobody
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{accountant}}

{"refund": "full", "reason": "company"}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- without a reason nobody does
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{cashier}}

{"refund": "full"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "reason"}}

--- nor without saying what goes back
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{cashier}}

{"reason": "company"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "refund"}}

--- nor on a seat that is another's
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{cashier}}

{"refund": "rules", "reason": "traveller", "seats": ["3A", "4A"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- nor in a booking nobody made
PATCH /api/v1/partner/bookings/booking_00000000000000000000000000/cancel
Authorization: Bearer {{cashier}}

{"refund": "rules", "reason": "traveller"}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- the booking's page leads there
as desk
GET /fr/partner/bookings/{{sold}}
=> 200
has /fr/partner/bookings/{{sold}}/cancel

--- where it says what would come back
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
has ~450[^0-9<]*DA
has ~500[^0-9<]*DA
has name="reason"
form back ~^$

--- nobody chosen, no reason: the form comes back
as desk
POST /fr/partner/bookings/{{sold}}/cancel

@back
seats -
=> 422
has <title>Erreur
has href="#reason"

--- nobody chosen
as desk
POST /fr/partner/bookings/{{sold}}/cancel

@back
seats -
reason = traveller
=> 422
has href="#seats"

--- one of them, by the rules
as desk
POST /fr/partner/bookings/{{sold}}/cancel

@back
seats = 3A
refund = rules
reason = traveller
=> 303
Location: /fr/partner/bookings/{{sold}}

--- a tenth is kept
GET /api/v1/partner/bookings/{{sold}}
Authorization: Bearer {{cashier}}
=> 200
json
{"data": {"status": "partially_cancelled", "items": [{"seat": "3A", "state": "cancelled"}, {"seat": "3B", "state": "confirmed"}],
 "refunds": [{"amount": {"amount": 45000}, "state": "manual", "method": "cash"}]}}

--- the other one's line is left
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
not value="3A"
has value="3B"

--- the traveller is told what came back
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=[^"]*{{ref}}[^"]*450

--- the other one with everything, five times at once
parallel 5
PATCH /api/v1/partner/bookings/{{sold}}/cancel
Authorization: Bearer {{cashier}}

{"refund": "full", "reason": "company"}
=> 200*1 409*4
for 200
json
{"data": {"status": "cancelled", "refunds": [{{has}}, {"amount": {"amount": 50000}, "state": "manual"}]}}
for 409
json
{"error": {"code": "WRONG_STATE"}}

--- nobody is left to cancel
as desk
GET /fr/partner/bookings/{{sold}}/cancel
=> 200
has Personne ne peut plus
not name="reason"

--- the seats are free, the tickets void
sql
SELECT (SELECT count(*) FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint) AS seats,
	(SELECT count(*) FROM tickets t JOIN booking_items i ON i.id = t.item_id WHERE i.schedule_id = {{trip_id}}::bigint AND t.revoked_at IS NULL) AS tickets
=> seats | tickets
0 | 0

--- the ledger: the fee is shared by contract, the rest owed at the counter
sql
SELECT string_agg(t.kind || ' ' || split_part(a.code, ':', 1) || ' ' || l.amount_c, ', ' ORDER BY t.id, l.amount_c DESC, a.code) AS ledger
FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id JOIN ledger_accounts a ON a.id = l.account_id JOIN booking_keys k ON k.id = t.booking_id
WHERE k.booking_ref = {{ref}} AND t.kind = 'L3'
=> ledger
L3 customer_deposit 50000, L3 revenue -1500, L3 partner_payable -3500, L3 refund_payable -45000, L3 customer_deposit 50000, L3 refund_payable -50000

--- both reasons are in the log, with the person
sql
SELECT string_agg(a.reason || ' ' || u.role, ', ' ORDER BY a.id) AS log FROM audit_log a JOIN users u ON u.id = a.user_id
WHERE a.action = 'booking.cancel' AND a.partner_id = {{partner}}::bigint
=> log
traveller partner_owner, company partner_cashier

--- as its page shows
as desk
GET /fr/partner/audit
=> 200
has places annulées
