# A person of her own with a phone and a password: {{phone}}, {{e164}}, {{access}}, {{refresh}}, {{person}}.
# The first register of the file that uses this costs one code.
set tail = {{digits 7}}
set phone = 055{{tail}}
set e164 = \+21355{{tail}}
set password = quatre mots sans suite

--- somebody asks for an account
POST /api/v1/auth/register

{"phone": "{{phone}}", "firstName": "Lina", "lastName": "Haddad", "password": "{{password}}"}
=> 202
json
{"data": {"challengeId": {{>challenge public code}}}}

--- the code comes by SMS
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture code ~.*{{e164}}[^{]{0,90}body\\":\\"([0-9]{6})

--- and opens it
POST /api/v1/auth/verify-otp

{"challengeId": "{{challenge}}", "code": "{{code}}"}
=> 200
json
{"data": {"accessToken": {{>access}}, "refreshToken": {{>refresh}}, "user": {"id": {{>person public user}}}}}
