# A company's people: invited by a link that is good once, given roles, suspended within seconds; and the log.
from {{ip}}
use common-company.t
use common-person.t
set owner = {{access}}
set owner_phone = {{phone}}
use common-person.t
set stranger = {{access}}

--- the first becomes the owner of the company, the second of another
sql
WITH other AS (
	INSERT INTO partners (company_name, company_name_ar, legal_id, email, phone, status) VALUES ({{name}} || ' II', 'ثانية', {{name}} || '-2', 'x@example.dz', '+21321000001', 'active') RETURNING id
), a AS (
	UPDATE users SET role = 'partner_owner', partner_id = {{partner}}::bigint WHERE phone = '+213' || substr({{owner_phone}}, 2)
), b AS (
	UPDATE users SET role = 'partner_owner', partner_id = other.id FROM other WHERE phone = '+21355' || {{tail}}
)
SELECT id AS second FROM other
=> second
{{>second}}

--- tokens that name the roles
POST /api/v1/auth/login

{"phone": "{{owner_phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>owner}}, "user": {"role": "partner_owner"}}}

--- of both
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>stranger}}, "user": {"role": "partner_owner"}}}

--- a driver is invited
set crew = {{digits 7}}
POST /api/v1/partner/staff/invitations
Authorization: Bearer {{owner}}

{"role": "driver", "phone": "056{{crew}}", "firstName": "Karim", "language": "en"}
=> 201
json
{"data": {"id": {{>invitation id invitation}}, "role": "driver", "channel": "sms", "address": "+21356{{crew}}"}}

--- no role of the platform is given
POST /api/v1/partner/staff/invitations
Authorization: Bearer {{owner}}

{"role": "admin", "phone": "056{{crew}}"}
=> 400

--- the link comes by SMS
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture link ~\+21356{{crew}}[^{]{0,90}body\\":\\"[^"]*/en/invite/([0-9a-z]{26})

--- it is open
GET /api/v1/partner/staff/invitations
Authorization: Bearer {{owner}}
=> 200
json
{"data": [{"id": "{{invitation}}", "address": "+21356{{crew}}"}]}
not {{link}}

--- another company sees none of it
GET /api/v1/partner/staff/invitations
Authorization: Bearer {{stranger}}
=> 200
json
{"data": []}

--- nor takes it back
DELETE /api/v1/partner/staff/invitations/{{invitation}}
Authorization: Bearer {{stranger}}
=> 404

--- what it is about
GET /api/v1/auth/invitations/{{link}}
=> 200
json
{"data": {"company": {"fr": {{string}}}, "role": "driver", "firstName": "Karim", "hasAccount": false}}

--- a link that was never one
GET /api/v1/auth/invitations/00000000000000000000000001
=> 404

--- its page
as karim
GET /en/invite/{{link}}
=> 200
has You are invited
form join {{/.*/}}

--- followed
as karim
POST /en/invite/{{link}}

@join
firstName = Karim
lastName = Ziane
password = un bus vers le sud
=> 303
Set-Cookie: ~__Host-session=

--- twice it is over
POST /api/v1/auth/invitations/{{link}}

{"firstName": "Mallory", "lastName": "M", "password": "un autre secret long"}
=> 404

--- he is in the company
GET /api/v1/partner/staff
Authorization: Bearer {{owner}}
=> 200
json
{"data": [{"id": {{>karim public user}}, "firstName": "Karim", "role": "driver", "active": true}, {"role": "partner_owner"}], "pagination": {"total": 2}}

--- not in the other one
GET /api/v1/partner/staff
Authorization: Bearer {{stranger}}
=> 200
json
{"data": [{"role": "partner_owner"}], "pagination": {"total": 1}}
not Karim

--- he signs in on his phone
POST /api/v1/auth/login

{"phone": "056{{crew}}", "password": "un bus vers le sud"}
=> 200
json
{"data": {"accessToken": {{>his}}, "refreshToken": {{>his_refresh}}, "user": {"role": "driver", "phoneVerified": true}}}

--- an office is not his
GET /api/v1/partner/staff
Authorization: Bearer {{his}}
=> 403

--- another company cannot suspend him
POST /api/v1/partner/staff/{{karim}}/suspend
Authorization: Bearer {{stranger}}

{}
=> 404

--- nor give him a role
PATCH /api/v1/partner/staff/{{karim}}/role
Authorization: Bearer {{stranger}}

{"role": "partner_owner"}
=> 404

--- his company gives him another
PATCH /api/v1/partner/staff/{{karim}}/role
Authorization: Bearer {{owner}}

{"role": "partner_cashier"}
=> 200

--- the token that says driver is refused within five seconds
until 5s
GET /api/v1/users/me
Authorization: Bearer {{his}}
=> 401

--- the next one says cashier
sleep 1s
POST /api/v1/auth/refresh

{"refreshToken": "{{his_refresh}}"}
=> 200
json
{"data": {"accessToken": {{>his}}, "refreshToken": {{>his_refresh}}, "user": {"role": "partner_cashier"}}}

--- and opens the office
GET /api/v1/partner/buses
Authorization: Bearer {{his}}
=> 200

--- suspended
POST /api/v1/partner/staff/{{karim}}/suspend
Authorization: Bearer {{owner}}

{"reason": "vacances"}
=> 200

--- refused within five seconds
until 5s
GET /api/v1/partner/buses
Authorization: Bearer {{his}}
=> 401

--- in the browser at once
as karim
GET /en/partner/
=> 303

--- and for new tokens
POST /api/v1/auth/refresh

{"refreshToken": "{{his_refresh}}"}
=> 401

--- as if he did not exist
POST /api/v1/auth/login

{"phone": "056{{crew}}", "password": "un bus vers le sud"}
=> 401

--- nobody suspends herself
GET /api/v1/users/me
Authorization: Bearer {{owner}}
=> 200
json
{"data": {"id": {{>me public user}}}}

--- not even an owner
POST /api/v1/partner/staff/{{me}}/suspend
Authorization: Bearer {{owner}}

{}
=> 409
json
{"error": {"code": "NOT_ONESELF"}}

--- let in again
POST /api/v1/partner/staff/{{karim}}/reinstate
Authorization: Bearer {{owner}}

{}
=> 200

--- he is back
POST /api/v1/auth/login

{"phone": "056{{crew}}", "password": "un bus vers le sud"}
=> 200
json
{"data": {"accessToken": {{>his}}}}

--- the log tells it, newest first, with hashes and no values
GET /api/v1/partner/audit
Authorization: Bearer {{owner}}
=> 200
json
{"data": [{"action": "session.begin"}, {"action": "user.reinstate", "actor": "partner", "userId": "{{me}}", "fields": ["is_active"], "before": {{/[0-9a-f]{64}/}}, "after": {{/[0-9a-f]{64}/}}, "requestId": {{/req_.*/}}}, {"action": "user.suspend", "reason": "vacances"}, {"action": "staff.role", "fields": ["role"]}, {{rest}}]}
not 056{{crew}}
not +21356{{crew}}

--- its page
as owner
GET /fr/account/login
=> 200
form login {{/.*/}}

--- the owner signs in
as owner
POST /fr/account/login

@login
login = {{owner_phone}}
password = {{password}}
=> 303
Location: /fr/partner/

--- the team
as owner
GET /fr/partner/staff
=> 200
has Karim
has Compagnie : guichet
has <html lang="fr"
form suspend {{/.*suspend/}}

--- the log in words
as owner
GET /fr/partner/audit
=> 200
has vacances
has suspendue

--- the page suspends as well
as owner
POST {{suspend.action}}

@suspend
=> 303
Location: /fr/partner/staff

--- nobody else reads it
GET /api/v1/partner/audit
Authorization: Bearer {{stranger}}
=> 200
not vacances

--- history is not rewritten, by nobody
sql
UPDATE audit_log SET reason = 'x' WHERE reason = 'vacances'
=> error P0001

--- nor removed
sql
DELETE FROM audit_log WHERE reason = 'vacances'
=> error P0001

--- nor emptied
sql
TRUNCATE audit_log
=> error P0001

--- no program may even write to it
sql
SELECT count(*) AS may FROM unnest(ARRAY['auth', 'routes', 'bookings', 'payments', 'tracking', 'partner', 'admin', 'worker', 'fleet']) p
WHERE has_table_privilege('abrid_' || p, 'abrid.audit_log', 'INSERT, UPDATE, DELETE, TRUNCATE')
=> may
0

--- the platform suspends the company
sql
UPDATE users SET role = 'admin', partner_id = NULL WHERE phone = '+21355' || {{tail}}
=> ok

--- a token of the platform
sleep 1s
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>admin}}, "user": {"role": "admin"}}}

--- with a reason
POST /api/v1/admin/partners/partner_{{partner}}/suspend
Authorization: Bearer {{admin}}

{}
=> 400

--- so
POST /api/v1/admin/partners/partner_{{partner}}/suspend
Authorization: Bearer {{admin}}

{"reason": "licence retirée"}
=> 200

--- its owner is out within five seconds
until 5s
GET /api/v1/partner/staff
Authorization: Bearer {{owner}}
=> 401

--- on pages at once
as owner
GET /fr/partner/
=> 303

--- and cannot sign in
POST /api/v1/auth/login

{"phone": "{{owner_phone}}", "password": "{{password}}"}
=> 401

--- let in again
POST /api/v1/admin/partners/partner_{{partner}}/reinstate
Authorization: Bearer {{admin}}

{"reason": "licence rendue"}
=> 200

--- the owner is back
POST /api/v1/auth/login

{"phone": "{{owner_phone}}", "password": "{{password}}"}
=> 200

--- the platform suspends a person as well
POST /api/v1/admin/users/{{karim}}/reinstate
Authorization: Bearer {{admin}}

{"reason": "vérifié"}
=> 200

--- and again
POST /api/v1/admin/users/{{karim}}/suspend
Authorization: Bearer {{admin}}

{"reason": "plainte"}
=> 200

--- an owner is no administrator
POST /api/v1/admin/users/{{karim}}/reinstate
Authorization: Bearer {{stranger}}

{"reason": "non"}
=> 403
