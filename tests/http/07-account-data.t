# The law's requests: a copy of everything, and being forgotten; a guest's bookings find their account.
from {{ip}}
set guest_tail = {{digits 7}}
use common-trip.t

--- a guest books
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "passengers": [{"firstName": "Guestave", "lastName": "Sans Compte"}], "contact": {"phone": "+21354{{guest_tail}}"}}
=> 201
json
{"data": {"id": {{>booking public booking}}, "ref": {{>ref}}}}

--- then makes an account with that phone
POST /api/v1/auth/register
Accept-Language: en

{"phone": "054{{guest_tail}}", "password": "quatre mots sans suite"}
=> 202
json
{"data": {"challengeId": {{>challenge public code}}}}

--- the code
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~\+21354{{guest_tail}}[^{]{0,90}body\\":\\"([0-9]{6}) is your

--- proves the phone
POST /api/v1/auth/verify-otp

{"challengeId": "{{challenge}}", "code": "{{code}}"}
=> 200
json
{"data": {"accessToken": {{>access}}, "refreshToken": {{>refresh}}}}

--- and the booking is the account's
GET /api/v1/users/me/bookings
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"id": "{{booking}}", "ref": "{{ref}}"}], "pagination": {"total": 1}}

--- a copy of the data
POST /api/v1/users/me/export
Authorization: Bearer {{access}}
=> 202
json
{"data": {"id": {{>export public export}}, "status": "making"}}

--- asked twice it is the same
POST /api/v1/users/me/export
Authorization: Bearer {{access}}
=> 202
json
{"data": {"id": "{{export}}"}}

--- ready
until 15s
GET /api/v1/users/me/export/{{export}}
Authorization: Bearer {{access}}
=> 200
json
{"data": {"status": "ready"}}

--- the file
plain
GET /api/v1/users/me/export/{{export}}/file
Authorization: Bearer {{access}}
=> 200
Content-Type: ~application/json
has +21354{{guest_tail}}
has {{ref}}
has Guestave
has "log"
not password_hash
not audit_key

--- not somebody else's
as nobody
GET /api/v1/users/me/export/{{export}}
=> 401

--- an open booking keeps the account
POST /api/v1/users/me/erase
Authorization: Bearer {{access}}

{"currentPassword": "quatre mots sans suite"}
=> 409
json
{"error": {"code": "TRIPS_AHEAD"}}

--- given back
PATCH /api/v1/bookings/{{booking}}/cancel
Authorization: Bearer {{access}}
=> 200

--- not without proof
POST /api/v1/users/me/erase
Authorization: Bearer {{access}}

{}
=> 422
json
{"error": {"code": "PASSWORD_WRONG"}}

--- a code will do
POST /api/v1/users/me/erase/code
Authorization: Bearer {{access}}
=> 202
json
{"data": {"challengeId": {{>last public code}}, "channel": "sms"}}

--- which comes
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~\+21354{{guest_tail}}[^{]{0,90}body\\":\\"([0-9]{6}) [a-z ]+ Abrid (code to erase|pour effacer)

--- forgotten
POST /api/v1/users/me/erase
Authorization: Bearer {{access}}

{"challengeId": "{{last}}", "code": "{{code}}"}
=> 200

--- nobody is signed in
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 401

--- nothing of her is left, and the log still stands
sql
SELECT (SELECT count(*) FROM users WHERE phone = '+21354' || {{guest_tail}}) AS users,
	(SELECT count(*) FROM bookings WHERE contact_phone = '+21354' || {{guest_tail}}) AS contacts,
	(SELECT count(*) FROM booking_passengers WHERE first_name = 'Guestave' AND booking_id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})) AS names,
	(SELECT count(*) FROM otps WHERE address = '+21354' || {{guest_tail}}) AS codes,
	(SELECT b.status FROM bookings b JOIN booking_keys k USING (id) WHERE k.booking_ref = {{ref}}) AS booking,
	(SELECT count(*) >= 3 FROM audit_log a JOIN bookings b ON b.user_id = a.user_id JOIN booking_keys k ON k.id = b.id WHERE k.booking_ref = {{ref}}) AS log
=> users | contacts | names | codes | booking | log
0 | 0 | 0 | 0 | cancelled | t

--- and its hashes tell nobody the phone
sql
SELECT count(*) AS hits FROM audit_log a JOIN bookings b ON b.user_id = a.user_id JOIN booking_keys k ON k.id = b.id
WHERE k.booking_ref = {{ref}} AND a.became_hash = audit_hash(a.user_id, '+21354' || {{guest_tail}})
=> hits
0

--- the phone is free for somebody new
POST /api/v1/auth/register

{"phone": "054{{guest_tail}}", "password": "quatre mots sans suite"}
=> 202
