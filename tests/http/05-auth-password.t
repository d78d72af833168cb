# A forgotten password, a changed one, a changed phone: each with its proof, and nobody stays inside.
from {{ip}}
use common-person.t
set other = {{access}}
use common-person.t

--- a browser is signed in
as lina
GET /en/account/login
=> 200
form login {{/.*/}}

--- with the password
as lina
POST /en/account/login

@login
login = {{phone}}
password = {{password}}
way := password
=> 303

--- a code for another password
POST /api/v1/auth/forgot-password

{"phone": "{{phone}}"}
=> 202
json exact
{"success": true, "data": {"challengeId": {{>challenge public code}}, "channel": "sms", "to": {{any}}, "expiresAt": {{iso}}, "resendAfter": 30}, "meta": {{any}}}

--- the same answer for a mail nobody has
POST /api/v1/auth/forgot-password

{"email": "{{digits 9}}@example.dz"}
=> 202
json exact
{"success": true, "data": {"challengeId": {{public code}}, "channel": "email", "to": {{any}}, "expiresAt": {{iso}}, "resendAfter": 30}, "meta": {{any}}}

--- the code
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~{{e164}}[^{]{0,90}body\\":\\"([0-9]{6}) est votre code Abrid pour un autre

--- signs nobody in by itself
POST /api/v1/auth/verify-otp

{"challengeId": "{{challenge}}", "code": "{{code}}"}
=> 422

--- an easy password is refused before the code is looked at
POST /api/v1/auth/reset-password

{"challengeId": "{{challenge}}", "code": "{{code}}", "password": "qwertyuiop12"}
=> 422
json
{"error": {"code": "PASSWORD_TOO_EASY"}}

--- a wrong code
POST /api/v1/auth/reset-password

{"challengeId": "{{challenge}}", "code": "00000x", "password": "un tout autre secret"}
=> 422
json
{"error": {"code": "CODE_WRONG"}}

--- the right one
POST /api/v1/auth/reset-password

{"challengeId": "{{challenge}}", "code": "{{code}}", "password": "un tout autre secret"}
=> 200
json
{"data": {"accessToken": {{>new}}, "refreshToken": {{>kept}}, "user": {"id": "{{person}}"}}}

--- the old refresh token is over
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 401

--- the browser is out
as lina
GET /en/account
=> 303

--- the old access token within five seconds
until 5s
GET /api/v1/users/me
Authorization: Bearer {{access}}
=> 401

--- she is told
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~{{e164}}[^{]{0,90}body\\":\\"Le mot de passe de votre compte

--- changing it asks for the current one
POST /api/v1/users/me/password
Authorization: Bearer {{new}}

{"password": "encore un autre secret"}
=> 422
json
{"error": {"code": "PASSWORD_WRONG", "field": "currentPassword"}}

--- a wrong one
POST /api/v1/users/me/password
Authorization: Bearer {{new}}

{"currentPassword": "{{password}}", "password": "encore un autre secret"}
=> 422
json
{"error": {"code": "PASSWORD_WRONG"}}

--- her own name is no password
POST /api/v1/users/me/password
Authorization: Bearer {{new}}

{"currentPassword": "un tout autre secret", "password": "Haddad2026"}
=> 422
json
{"error": {"code": "PASSWORD_TOO_EASY"}}

--- the right one
POST /api/v1/users/me/password
Authorization: Bearer {{new}}

{"currentPassword": "un tout autre secret", "password": "encore un autre secret"}
=> 200

--- this session stays
POST /api/v1/auth/refresh

{"refreshToken": "{{kept}}"}
=> 200

--- another phone: the password first
POST /api/v1/users/me/contact
Authorization: Bearer {{new}}

{"phone": "0540000000", "currentPassword": "nope"}
=> 422
json
{"error": {"code": "PASSWORD_WRONG", "field": "currentPassword"}}

--- then a code to the new one
set fresh = {{digits 7}}
POST /api/v1/users/me/contact
Authorization: Bearer {{new}}

{"phone": "054{{fresh}}", "currentPassword": "encore un autre secret"}
=> 202
json
{"data": {"challengeId": {{>move public code}}, "channel": "sms"}}

--- which comes there
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~\+21354{{fresh}}[^{]{0,90}body\\":\\"([0-9]{6}) est votre code Abrid pour changer

--- nobody else can use it
POST /api/v1/auth/verify-otp

{"challengeId": "{{move}}", "code": "{{code}}"}
=> 422

--- she can
POST /api/v1/auth/verify-otp
Authorization: Bearer {{new}}

{"challengeId": "{{move}}", "code": "{{code}}"}
=> 200
json
{"data": {"user": {"phone": "+21354{{fresh}}", "phoneVerified": true}}}

--- the phone before is told
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~{{e164}}[^{]{0,90}body\\":\\"Le compte Abrid de ce num

--- and forgotten
until 5s
sql
SELECT count(*) AS n FROM otps WHERE address = '+21355' || {{tail}}
=> n
0

--- who asks for a phone of somebody else gets the same answer
POST /api/v1/users/me/contact
Authorization: Bearer {{other}}
Accept-Language: en

{"phone": "054{{fresh}}", "currentPassword": "{{password}}"}
=> 202

--- but nothing goes there
sleep 2s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
not ~\+21354{{fresh}}[^{]{0,90}body\\":\\"[0-9]{6} is your
