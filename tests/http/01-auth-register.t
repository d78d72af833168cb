# An account: a code proves the phone or the mail; whether an address has an account is told to nobody.
from {{ip}}
use common-person.t

--- the profile
GET /api/v1/users/me
Authorization: Bearer {{access}}
=> 200
json
{"data": {"id": "{{person}}", "phone": "+21355{{tail}}", "phoneVerified": true, "email": null, "emailVerified": false, "firstName": "Lina", "role": "customer", "language": "fr", "hasPassword": true}}
not passwordHash
not audit

--- the code is used up
POST /api/v1/auth/verify-otp

{"challengeId": "{{challenge}}", "code": "{{code}}"}
=> 422
json
{"error": {"code": "CODE_WRONG", "field": "code"}}

--- nothing of it stays in the database
sql
SELECT o.address, o.details::text, o.used_at IS NOT NULL AS used, o.tries FROM otps o
WHERE o.address_hash IN (SELECT address_hash FROM otps ORDER BY id DESC LIMIT 1) ORDER BY o.id DESC LIMIT 1
=> address | details | used | tries
NULL | {} | t | 1

--- the same phone again: the same answer
set known = 055{{tail}}
POST /api/v1/auth/register
Accept-Language: en

{"phone": "{{known}}", "password": "une autre phrase longue"}
=> 202
json exact
{"success": true, "data": {"challengeId": {{>again public code}}, "channel": "sms", "to": {{/\+213•••••[0-9]{4}/}}, "expiresAt": {{iso}}, "resendAfter": 30}, "meta": {{any}}}

--- a phone nobody has: the same answer
POST /api/v1/auth/register

{"phone": "0560{{digits 6}}", "password": "une autre phrase longue"}
=> 202
json exact
{"success": true, "data": {"challengeId": {{public code}}, "channel": "sms", "to": {{/\+213•••••[0-9]{4}/}}, "expiresAt": {{iso}}, "resendAfter": 30}, "meta": {{any}}}

--- the code does not come: another one
POST /api/v1/auth/resend-otp
Accept-Language: en

{"challengeId": "{{again}}"}
=> 202
json exact
{"success": true, "data": {"challengeId": {{>second public code}}, "channel": "sms", "to": {{/\+213•••••[0-9]{4}/}}, "expiresAt": {{iso}}, "resendAfter": 30}, "meta": {{any}}}

--- in place of the first, which is worth nothing more
POST /api/v1/auth/resend-otp

{"challengeId": "{{again}}"}
=> 422
json
{"error": {"code": "CODE_WRONG"}}

--- whoever has the phone is signed in to the account that is there
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~{{e164}}[^{]{0,90}body\\":\\"[0-9]{6} is your.*{{e164}}[^{]{0,90}body\\":\\"([0-9]{6}) is your

--- with its own password, not the new one
POST /api/v1/auth/verify-otp

{"challengeId": "{{second}}", "code": "{{code}}"}
=> 200
json
{"data": {"user": {"id": "{{person}}", "firstName": "Lina"}}}

--- the new one opens nothing
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "une autre phrase longue"}
=> 401
json
{"error": {"code": "INVALID_CREDENTIALS"}}

--- the first one does
POST /api/v1/auth/login

{"phone": "+213 55 {{tail}}", "password": "{{password}}"}
=> 200
json
{"data": {"tokenType": "Bearer", "expiresIn": 900, "refreshToken": {{/[0-9a-z]{52}/}}}}

--- by mail
set mail = {{digits 9}}@example.dz
POST /api/v1/auth/register
Accept-Language: ar

{"email": "{{mail}}", "firstName": "Nour"}
=> 202
json
{"data": {"challengeId": {{>letter public code}}, "channel": "email", "to": {{/.•••@example\.dz/}}}}

--- the mail brings its code in Arabic
until 10s
GET {{WORLD}}/__sim/sendgrid/mails?to={{mail}}
=> 200
capture code ~"subject":"([0-9]{6}) [^"]*Abrid"
has dir=\"rtl\"

--- Arabic digits are digits, and a password is no must
POST /api/v1/auth/verify-otp

{"challengeId": "{{letter}}", "code": " {{code}} "}
=> 200
json
{"data": {"accessToken": {{>hers}}, "user": {"email": "{{mail}}", "emailVerified": true, "phone": null, "hasPassword": false, "language": "ar"}}}

--- the consent to the terms is on record
sql
SELECT c.subject, c.granted FROM consents c JOIN users u ON u.id = c.user_id WHERE u.email = {{mail}}
=> subject | granted
terms | t

--- the audit log knows the act and a hash, not the address
sql
SELECT a.action, a.fields, a.became_hash = audit_hash(u.id, u.email) AS hash, a::text LIKE '%' || u.email || '%' AS address, a.request_id ~ '^req_' AS request
FROM audit_log a JOIN users u ON a.object = 'user_' || u.id WHERE u.email = {{mail}} AND a.action = 'user.register'
=> action | fields | hash | address | request
user.register | {email} | t | f | t

--- neither phone nor mail
POST /api/v1/auth/register

{"password": "une autre phrase longue"}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "phone"}}

--- a country codes are not sent to
POST /api/v1/auth/register

{"phone": "+33612345678", "password": "une autre phrase longue"}
=> 422
json
{"error": {"code": "PHONE_NOT_SERVED", "field": "phone"}}

--- passwords everybody tries
POST /api/v1/auth/register

{"phone": "0561{{digits 6}}", "password": "P@ssw0rd123"}
=> 422
json
{"error": {"code": "PASSWORD_TOO_EASY", "field": "password"}}

--- one's own phone
set own = 0562{{digits 6}}
POST /api/v1/auth/register

{"phone": "{{own}}", "password": "{{own}}"}
=> 422
json
{"error": {"code": "PASSWORD_TOO_EASY"}}

--- too short, too long
POST /api/v1/auth/register

{"phone": "0563{{digits 6}}", "password": "court"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "password"}}

--- nobody makes herself an administrator
POST /api/v1/auth/register

{"phone": "0564{{digits 6}}", "password": "une autre phrase longue", "role": "admin", "is_verified": true}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD"}}
