# What a person switched off is not sent; a ticket, a code and a cancelled departure always are. Messages are in the
# language of the account.
set lang = fr
use common-person.t
use common-trip.t
from {{ip}}

--- no messages, and in English
PATCH /api/v1/users/me/preferences
Authorization: Bearer {{access}}

{"language": "en", "noticesSms": false, "noticesEmail": false}
=> 200
json
{"data": {"language": "en", "noticesSms": false, "noticesEmail": false}}

--- a booking of hers
POST /api/v1/bookings
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A"],
 "passengers": [{"firstName": "Lina", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}", "email": "lina{{tail}}@example.dz"}}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}}}

--- paid in French
POST /api/v1/payments/initiate
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}"}
=> 201
json
{"data": {"formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- at the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- and back
GET {{redirect}}
=> 303

--- the ticket comes by SMS, its copy by mail does not
until 15s
sql
SELECT string_agg(n.channel || ' ' || CASE WHEN n.state = 'delivered' THEN 'sent' ELSE n.state END || coalesce(' ' || n.error, ''), ', ' ORDER BY n.channel) AS notices
FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{ref}} AND n.template = 'confirmed'
=> notices
email skipped switched off, sms sent

--- in English
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=Ticket%20{{ref}}

--- no mail went out
GET {{WORLD}}/__sim/sendgrid/mails?to=lina{{tail}}@example.dz
=> 200
not {{ref}}

--- she cancels it herself
PATCH /api/v1/bookings/{{booking}}/cancel
Authorization: Bearer {{access}}

{}
=> 200

--- and is not told what she did
until 15s
sql
SELECT n.state, n.error FROM notices n JOIN booking_keys k ON k.id = n.booking_id
WHERE k.booking_ref = {{ref}} AND n.template LIKE 'cancelled_own%'
=> state | error
skipped | switched off

--- a booking in cash
POST /api/v1/bookings
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"],
 "passengers": [{"firstName": "Lina", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>second}}, "ref": {{>second_ref}}}}

--- whose code
POST /api/v1/payments/initiate
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}
Accept-Language: ar

{"bookingId": "{{second}}", "method": "cash"}
=> 201

--- always comes
until 15s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has ~Body=Booking%20{{second_ref}}

--- mails again
PATCH /api/v1/users/me/preferences
Authorization: Bearer {{access}}

{"noticesEmail": true, "noticesSms": true}
=> 200

--- a third one
POST /api/v1/bookings
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"],
 "passengers": [{"firstName": "Lina", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}", "email": "lina{{tail}}@example.dz"}}
=> 201
json
{"data": {"id": {{>third}}, "ref": {{>third_ref}}}}

--- paid
POST /api/v1/payments/initiate
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{third}}"}
=> 201
json
{"data": {"formUrl": "{{any}}?mdOrder={{>md_order /[A-Za-z0-9]+/}}&{{any}}"}}

--- at the bank too
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"redirect": {{>redirect}}}

--- and back as before
GET {{redirect}}
=> 303

--- has its copy by mail
until 15s
GET {{WORLD}}/__sim/sendgrid/mails?to=lina{{tail}}@example.dz
=> 200
has {{third_ref}}

--- and its end by SMS
PATCH /api/v1/bookings/{{third}}/cancel
Authorization: Bearer {{access}}

{}
=> 200

--- since she wants to know again
until 20s
sql
SELECT n.state IN ('sent', 'delivered') AS told FROM notices n JOIN booking_keys k ON k.id = n.booking_id
WHERE k.booking_ref = {{third_ref}} AND n.template LIKE 'cancelled_own%'
=> told
t

# ---- her bookings, by cursor

--- three of them, two at a time
GET /api/v1/users/me/bookings?limit=2
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"ref": "{{third_ref}}"}, {"ref": "{{second_ref}}"}],
 "pagination": {"page": 1, "total": 3, "totalPages": 2, "hasNext": true, "hasPrevious": false, "nextCursor": {{>cursor string}}}}

--- a page
GET /api/v1/users/me/bookings?limit=2&page=2
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"ref": "{{ref}}"}], "pagination": {"page": 2, "hasNext": false, "hasPrevious": true, "nextCursor": {{absent}}}}

--- a fourth one meanwhile
POST /api/v1/bookings
Authorization: Bearer {{access}}
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["6A"],
 "passengers": [{"firstName": "Lina", "lastName": "Haddad"}], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"ref": {{>fourth_ref}}}}

--- moves pages, and not what is behind a cursor
GET /api/v1/users/me/bookings?limit=2&cursor={{cursor}}
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"ref": "{{ref}}"}], "pagination": {"total": 4, "hasNext": false, "hasPrevious": true, "nextCursor": {{absent}}}}

--- a cursor goes on to the next
GET /api/v1/users/me/bookings?limit=1&cursor={{cursor}}
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"ref": "{{ref}}"}], "pagination": {"hasNext": false}}

--- one of nobody's booking has nothing behind it
GET /api/v1/users/me/bookings?cursor=booking_00000000000000000000000000
Authorization: Bearer {{access}}
=> 200
json
{"data": [], "pagination": {"hasNext": false}}

--- a page of a cursor makes no sense
GET /api/v1/users/me/bookings?page=2&cursor={{cursor}}
Authorization: Bearer {{access}}
=> 400
json
{"error": {"field": "page"}}

--- nor does a cursor that is none
GET /api/v1/users/me/bookings?cursor=1
Authorization: Bearer {{access}}
=> 400
json
{"error": {"field": "cursor"}}
