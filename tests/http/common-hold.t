# One complete hold of seat 3A on a departure of its own: {{booking}}, its {{ref}} and {{token}}.
use common-trip.t

--- a seat with a name
set last9 = 550{{digits 6}}
set phone = 0{{last9}}
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"],
 "passengers": [{"firstName": "Amina", "lastName": "Benali"}], "contact": {"phone": "{{phone}}", "email": "amina@example.dz"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "accessToken": {{>token}}, "complete": true}}
