# Refresh tokens: a new one at each use, the same one for a client whose answer was lost, and the end of
# the family for a replay. The state is in PostgreSQL.
from {{ip}}
use common-person.t

--- a token is exchanged
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 200
json
{"data": {"accessToken": {{>access2}}, "refreshToken": {{>second}}, "tokenType": "Bearer", "expiresIn": 900, "user": {"id": "{{person}}"}}}

--- the answer was lost: the same child again
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 200
json
{"data": {"refreshToken": "{{second}}"}}

--- twenty at once: one child
parallel 20
POST /api/v1/auth/refresh

{"refreshToken": "{{second}}"}
=> 200
json
{"data": {"refreshToken": {{>third}}}}

--- one family, one row, the newest two as hashes
sql
SELECT count(*) AS sessions, bool_and(token_hash = sha256({{third}}::text::bytea) AND previous_hash = sha256({{second}}::text::bytea)) AS hashes
FROM user_sessions s JOIN users u ON u.id = s.user_id WHERE u.phone = '+21355' || {{tail}} AND s.kind = 'refresh'
=> sessions | hashes
1 | t

--- the family still lives
GET /api/v1/users/me
Authorization: Bearer {{access2}}
=> 200

--- the first token, used once more, is a replay
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 401
json
{"error": {"code": "UNAUTHORIZED"}}
capture body ~("error":.*"meta")

--- the family is dead: its newest token too, in the same words
POST /api/v1/auth/refresh

{"refreshToken": "{{third}}"}
=> 401
has {{body}}

--- and the one before
POST /api/v1/auth/refresh

{"refreshToken": "{{second}}"}
=> 401
has {{body}}

--- its access tokens are refused within seconds
until 5s
GET /api/v1/users/me
Authorization: Bearer {{access2}}
=> 401

--- everywhere: another program
until 5s
GET /api/v1/bookings
Authorization: Bearer {{access2}}
=> 401

--- the log says why
sql
SELECT a.actor, count(*) AS n FROM audit_log a JOIN users u ON a.object = 'user_' || u.id
WHERE u.phone = '+21355' || {{tail}} AND a.action = 'session.replay' GROUP BY 1
=> actor | n
system | 1

--- what was never a token
POST /api/v1/auth/refresh

{"refreshToken": "{{repeat 52 0}}"}
=> 401
has {{body}}

--- nor could be
POST /api/v1/auth/refresh

{"refreshToken": "' OR 1=1"}
=> 401
has {{body}}

--- an access token is none
POST /api/v1/auth/refresh

{"refreshToken": "x{{repeat 150 x}}"}
=> 401
has {{body}}

--- a family of its own
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"refreshToken": {{>again}}, "accessToken": {{>access3}}}}

--- suspended, it is not renewed
sql
UPDATE users SET is_active = false WHERE phone = '+21355' || {{tail}}
=> ok

--- as if it had never been
POST /api/v1/auth/refresh

{"refreshToken": "{{again}}"}
=> 401
has {{body}}

--- nor entered: the answer is that of a wrong password
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 401
json
{"error": {"code": "INVALID_CREDENTIALS"}}
