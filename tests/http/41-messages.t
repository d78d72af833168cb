# SMS and mail in the language of the payment: Arabic within one SMS of 70 letters, and the receipt to
# anybody's address from the result page.
set lang = ar
use common-paid.t
from {{ip}}

--- the SMS in Arabic
until 10s
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has To=%2B213{{last9}}&
capture sms ~(.*)

--- one part, the reference, the link in the same language
sql
SELECT count(*) AS n, bool_and((e->>'answer')::jsonb->>'body' ~ '[ء-ي]' AND (e->>'answer')::jsonb->>'body' LIKE '%' || {{ref}} || '%/ar/find?ref=' || {{ref}}) AS right,
	max(length((e->>'answer')::jsonb->>'body')) <= 70 AS short, max((e->>'answer')::jsonb->>'num_segments') AS parts
FROM jsonb_array_elements({{sms}}::jsonb->'entries') e WHERE e->>'body' LIKE 'To=\%2B213' || {{last9}} || '&%'
=> n | right | short | parts
1 | t | t | 1

--- the mail in Arabic, from right to left
until 10s
GET {{WORLD}}/__sim/sendgrid/mails?to=amina@example.dz
=> 200
has ~"subject":"[^"]*{{ref}}
capture mails ~(.*)

--- with the trip and nobody's number
sql
SELECT count(*) AS n, bool_and(m->>'subject' ~ '[ء-ي]' AND m->>'html' LIKE '%<html lang="ar" dir="rtl">%') AS arabic, bool_or(m::text LIKE '%' || {{last9}} || '%') AS phone
FROM jsonb_array_elements({{mails}}::jsonb->'mails') m WHERE m->>'subject' LIKE '%' || {{ref}} || '%'
=> n | arabic | phone
1 | t | f

--- the result page
as amina
GET /ar/pay/result/{{payment}}
Cookie: __Host-guest={{token}}
=> 200
Content-Type: text/html; charset=utf-8
has <html lang="ar" dir="rtl">
has 3020
has {{order}}
has {{md_order}}
has /ar/booking/{{booking}}/receipt.pdf
form receipt ~/mail$

--- the receipt to another address
as amina
POST {{receipt.action}}
Cookie: __Host-guest={{token}}

@receipt
email = Boss@Example.DZ
=> 303
Location: /ar/pay/result/{{payment}}?sent=1

--- an address that is none is marked
as amina
POST {{receipt.action}}
Cookie: __Host-guest={{token}}

@receipt
email = boss at example
=> 422
has <html lang="ar" dir="rtl">
has ~id="email"[^>]*aria-invalid="true"
has value="boss at example"

--- arrives as a PDF
until 15s
GET {{WORLD}}/__sim/sendgrid/mails?to=boss@example.dz
=> 200
has {{ref}}
capture mails ~(.*)

--- with its attachment
sql
SELECT m->>'subject' ~ '[ء-ي]' AS arabic, a->>'filename' AS name, a->>'type' AS type, convert_from(substring(decode(a->>'content', 'base64') FROM 1 FOR 5), 'UTF8') AS begins
FROM jsonb_array_elements({{mails}}::jsonb->'mails') m, jsonb_array_elements(m->'attachments') a WHERE m->>'subject' LIKE '%' || {{ref}} || '%'
=> arabic | name | type | begins
t | receipt.pdf | application/pdf | %PDF-

--- the address is forgotten
sql
SELECT count(*) AS n FROM receipt_mails WHERE booking_id = {{booking_key}}::bigint
=> n
0

--- four more are sent
as amina
repeat 4
POST {{receipt.action}}
Cookie: __Host-guest={{token}}

@receipt
email = boss{{n}}@example.dz
=> 303

--- five a day are enough
as amina
POST {{receipt.action}}
Cookie: __Host-guest={{token}}

@receipt
email = boss6@example.dz
=> 429
Retry-After: {{int}}
Content-Type: text/html; charset=utf-8

--- a stranger sends none at all
as amina
POST {{receipt.action}}
Cookie: __Host-guest=7zzzzzzzzzzzzzzzzzzzzzzzzz

@receipt
email = boss@example.dz
=> 403

--- five were sent
until 10s
sql
SELECT count(*) AS n, string_agg(DISTINCT state, ' ') AS states FROM notices WHERE booking_id = {{booking_key}}::bigint AND template LIKE 'receipt%'
=> n | states
5 | sent

--- an SMS the gateway does not take at first
POST {{WORLD}}/__sim/faults

{"provider": "twilio", "op": "create", "queue": ["http429:1", "http503"]}
=> 200

--- a booking in English
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A"], "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "0770{{digits 6}}"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}, "ref": {{>ref}}}}

--- in cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: en

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- is sent again, once
until 20s
sql
SELECT string_agg(n.template || ' ' || n.state, ', ') AS notices FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{ref}}
=> notices
cash sent

--- by the gateway's own journal
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
capture sms ~(.*)

--- two refusals and one SMS
sql
SELECT string_agg(e->>'status', ' ' ORDER BY (e->>'seq')::int) AS statuses FROM jsonb_array_elements({{sms}}::jsonb->'entries') e WHERE e->>'body' LIKE '%' || {{ref}} || '%'
=> statuses
429 503 201

--- nothing waits at the gateway
POST {{WORLD}}/__sim/faults

{"provider": "twilio", "op": "create", "queue": []}
=> 200

--- a number the gateway refuses
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4B"], "passengers": [{"firstName": "Omar", "lastName": "Haddad"}], "contact": {"phone": "+213500021101"}}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}, "ref": {{>ref}}}}

--- does not stop the booking
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- and is not tried for ever
until 10s
sql
SELECT n.state, n.error IS NOT NULL AS why FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{ref}}
=> state | why
failed | t
