# Where somebody is signed in, and how that ends: here, there, everywhere.
from {{ip}}
use common-person.t
set other = {{access}}
use common-person.t

--- a second device
POST /api/v1/auth/login
User-Agent: Abrid/2.1 (Android 14)

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>phone_access}}, "refreshToken": {{>phone_refresh}}}}

--- a browser
as lina
GET /fr/account/login
=> 200
form login {{/.*/}}

--- signed in
as lina
POST /fr/account/login
User-Agent: Mozilla/5.0 {{repeat 200 x}}

@login
login = {{phone}}
password = {{password}}
way := password
=> 303

--- three of them
GET /api/v1/users/me/sessions
Authorization: Bearer {{phone_access}}
=> 200
json
{"data": [{"kind": "web", "current": false}, {"id": {{>here id session}}, "kind": "refresh", "device": "Abrid/2.1 (Android 14)", "current": true, "createdAt": {{iso}}, "usedAt": {{iso}}, "expiresAt": {{iso}}}, {"id": {{>first id session}}, "kind": "refresh", "current": false}]}
not {{phone_refresh}}

--- somebody else's is not there to end
DELETE /api/v1/users/me/sessions/{{here}}
Authorization: Bearer {{other}}
=> 404

--- nor is one that was guessed
DELETE /api/v1/users/me/sessions/session_1
Authorization: Bearer {{other}}
=> 404

--- one ends
DELETE /api/v1/users/me/sessions/{{first}}
Authorization: Bearer {{phone_access}}
=> 200

--- once
DELETE /api/v1/users/me/sessions/{{first}}
Authorization: Bearer {{phone_access}}
=> 404

--- the others end
DELETE /api/v1/users/me/sessions
Authorization: Bearer {{phone_access}}
=> 200

--- the browser is signed out
as lina
GET /fr/account
=> 303
Location: ~^/fr/account/login

--- this one goes on
GET /api/v1/users/me/sessions
Authorization: Bearer {{phone_access}}
=> 200
json
{"data": [{"id": "{{here}}", "current": true}]}

--- signing out with the access token alone
POST /api/v1/auth/logout
Authorization: Bearer {{phone_access}}

{}
=> 200

--- ends the refresh token
POST /api/v1/auth/refresh

{"refreshToken": "{{phone_refresh}}"}
=> 401

--- and the access token, within five seconds
until 5s
GET /api/v1/users/me
Authorization: Bearer {{phone_access}}
=> 401

--- signing out with the refresh token alone
POST /api/v1/auth/logout

{"refreshToken": "{{refresh}}"}
=> 200

--- ends its family
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 401

--- twice is no error
POST /api/v1/auth/logout

{"refreshToken": "{{refresh}}"}
=> 200

--- with neither there is nothing to end
POST /api/v1/auth/logout

{}
=> 401

--- nobody ends somebody's sessions everywhere without being her
POST /api/v1/auth/logout

{"refreshToken": "{{refresh}}", "everywhere": true}
=> 401
