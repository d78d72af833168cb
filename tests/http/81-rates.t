# How often one may ask: exact across processes, told in headers, not escaped by made-up addresses.
# On a copy whose limits are those of production.
use common-trip.t
use common-person.t
set here = {{ip}}
set home = {{ip}}

--- the first question leaves nine
from {{here}}
POST /api/v1/bookings/lookup

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422
RateLimit-Limit: 10
RateLimit-Remaining: 9
RateLimit-Reset: {{/[1-7]/}}
!Retry-After

--- thirty at once from there: as many as are left
from {{here}}
parallel 30
POST /api/v1/bookings/lookup

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422*9-10 429*20-21
RateLimit-Limit: 10
for 429
RateLimit-Remaining: 0
Retry-After: {{/[1-7]/}}
Content-Type: application/json; charset=utf-8
json
{"error": {"code": "TOO_MANY_REQUESTS"}}

--- even for a body that would be refused anyway
from {{here}}
POST /api/v1/bookings/lookup

nonsense
=> 429
Retry-After: {{int}}

--- a spoofed address in front of the real one does not help
POST /api/v1/bookings/lookup
X-Forwarded-For: 203.0.113.7, {{here}}

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 429

--- nor one that nobody could have
POST /api/v1/bookings/lookup
X-Forwarded-For: unknown, {{here}}

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 429

--- nor other headers that carry addresses
from {{here}}
POST /api/v1/bookings/lookup
Forwarded: for=203.0.113.8
X-Real-IP: 203.0.113.8
X-Client-IP: 203.0.113.8
True-Client-IP: 203.0.113.8
CF-Connecting-IP: 203.0.113.8

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 429

--- nor a new guest token
from {{here}}
POST /api/v1/bookings/lookup
X-Booking-Token: 7zzzzzzzzzzzzzzzzzzzzzzzzz

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 429

--- nor a query behind the path
from {{here}}
POST /api/v1/bookings/lookup?x=1

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 429

--- other spellings of the path are other paths, and lead nowhere
from {{here}}
POST /api/v1/bookings/Lookup

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 405

--- with a slash behind it as well
from {{here}}
POST /api/v1/bookings/lookup/

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 404

--- the neighbour is not concerned
from {{home}}
POST /api/v1/bookings/lookup

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422
RateLimit-Remaining: 9

--- nor is another route of the same address
from {{here}}
GET /api/v1/places?q=oran
=> 200
RateLimit-Limit: {{int}}

--- the network of an IPv6 subscriber is one
from 2001:db8:7:{{digits 3}}::1
set net = 2001:db8:7:{{digits 4}}
parallel 12
POST /api/v1/bookings/lookup
X-Forwarded-For: {{net}}:{{n}}::{{n}}

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422*10-11 429*1-2

--- whichever address of it asks
POST /api/v1/bookings/lookup
X-Forwarded-For: {{net}}:ffff:ffff:ffff:ffff

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422*0-1 429*0-1

--- a page says it as a page
from {{here}}
parallel 12
POST /fr/find

@
ref = ZZZZZZ
phone = 0550123456
=> 403*10-11 429*1-2
for 429
Content-Type: text/html; charset=utf-8
Retry-After: {{int}}
has <html lang="fr" dir="ltr">

--- signing in is counted before any password is
set door = {{ip}}
from {{door}}
parallel 14
POST /api/v1/auth/login

{"email": "nobody-{{n}}@example.dz", "password": "wrong password"}
=> 401*10-11 429*3-4
for 429
Retry-After: {{int}}

--- a person is counted by name, wherever she is: nine questions from one address
from {{home}}
repeat 9
POST /api/v1/bookings/lookup
Authorization: Bearer {{access}}

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422

--- and the rest from others
parallel 4
POST /api/v1/bookings/lookup
Authorization: Bearer {{access}}
X-Forwarded-For: 198.18.7.{{n}}

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422*1-2 429*2-3

--- after what Retry-After says it goes on
from {{here}}
until 12s
POST /api/v1/bookings/lookup

{"ref": "ZZZZZZ", "phone": "0550123456"}
=> 422
RateLimit-Remaining: 0

--- holds are limited per address, and nobody's seats are touched by a refusal
set crowd = {{ip}}
from {{crowd}}
parallel 34
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "contact": {"phone": "0550123456"}}
=> 201*20-31 409* 429*3-4

--- as many as were let through, whoever of them met a rival at every try
sql
SELECT count(*) BETWEEN 20 AND 31 AS held FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> held
t
