# Signing in by password and by code: what is wrong is never said, strangers who guess do not lock the owner out.
from {{ip}}
use common-person.t
set home = {{ip}}
set evil = {{ip}}

--- the password, however the phone is written, from her own network
from {{home}}
POST /api/v1/auth/login

{"phone": "00213 (0) 55{{tail}}", "password": "{{password}}"}
=> 200

--- a wrong password, a phone nobody has, a mail nobody has: one answer
set nobody = 056{{digits 7}}
from {{evil}}
POST /api/v1/auth/login
X-Request-Id: same

{"phone": "{{phone}}", "password": "wrong"}
=> 401
capture wrong ~("error":.*"meta")

--- for an account that does not exist
from {{evil}}
POST /api/v1/auth/login

{"phone": "{{nobody}}", "password": "wrong"}
=> 401
has {{wrong}}

--- by mail too
from {{evil}}
POST /api/v1/auth/login

{"email": "{{nobody}}@example.dz", "password": "wrong"}
=> 401
has {{wrong}}

--- twelve guesses at once: ten are looked at, the first of this network included
from {{evil}}
parallel 12
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "guess {{n}}"}
=> 401*9 429*3
for 429
Retry-After: {{/[0-9]{2,3}/}}
json
{"error": {"code": "TOO_MANY_REQUESTS"}}

--- then not even the right one from there
from {{evil}}
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 429

--- the same for an account that does not exist
from {{evil}}
parallel 12
POST /api/v1/auth/login

{"phone": "{{nobody}}", "password": "guess {{n}}"}
=> 401*9 429*3

--- a guess from elsewhere
POST /api/v1/auth/login
X-Forwarded-For: 198.19.1.1

{"phone": "{{phone}}", "password": "guess"}
=> 401

--- and thirty-nine more, one from each of as many networks
sql
INSERT INTO login_tries (account, source)
SELECT account, sha256(convert_to(account::text || n, 'UTF8')) FROM (SELECT account FROM login_tries GROUP BY account HAVING count(*) = 11 ORDER BY max(id) DESC LIMIT 1) l, generate_series(1, 39) n
=> ok

--- a network she has never used waits with them
POST /api/v1/auth/login
X-Forwarded-For: 198.19.8.1

{"phone": "{{phone}}", "password": "{{password}}"}
=> 429

--- but hers is not locked out
from {{home}}
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"user": {"id": "{{person}}"}}}

--- and a code opens it from anywhere
POST /api/v1/auth/login
X-Forwarded-For: 198.19.8.1

{"phone": "{{phone}}"}
=> 202
json
{"data": {"challengeId": {{>challenge public code}}}}

--- which comes
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~{{e164}}[^{]{0,90}body\\":\\"([0-9]{6}) est votre code pour entrer

--- and does
POST /api/v1/auth/verify-otp
X-Forwarded-For: 198.19.8.1

{"challengeId": "{{challenge}}", "code": "{{code}}"}
=> 200
json
{"data": {"user": {"id": "{{person}}"}}}

--- the page says it in words and keeps what was typed
as lina
from {{home}}
GET /fr/account/login?next=/fr/find
=> 200
form login {{/.*/}}

--- wrong
as lina
from {{home}}
POST /fr/account/login

@login
login = {{phone}}
password = tout-faux
way := password
=> 422
has value="{{phone}}"
has /fr/find
has ~id="login"[^>]*aria-invalid="true"
not tout-faux

--- right, with a new session of its own
as lina
from {{home}}
POST /fr/account/login

@login
login = {{phone}}
password = {{password}}
way := password
=> 303
Location: /fr/find
Set-Cookie: ~^__Host-session=[0-9a-z]{26}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$

--- signed in
as lina
GET /fr/account
=> 200
has Lina

--- a session that somebody else chose is not taken
as mallory
GET /fr/account
Cookie: __Host-session=00000000000000000000000001
=> 303
Location: /fr/account/login?next=%2Ffr%2Faccount
