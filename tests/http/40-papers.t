# What a paid booking gives: ticket and receipt as PDF, the ticket as a page, a calendar entry; in
# Arabic here, to nobody else, and not before it is paid.
set lang = ar
use common-paid.t
from {{ip}}

--- the ticket, drawn when first asked for
until 15s
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 200
Content-Type: application/pdf
Content-Disposition: inline; filename="ticket.pdf"
Cache-Control: private, no-cache
X-Content-Type-Options: nosniff
!X-Sendfile
has %PDF-
has %%EOF
size 10000-200000

--- the receipt
until 15s
GET /api/v1/bookings/{{booking}}/receipt
X-Booking-Token: {{token}}
=> 200
Content-Type: application/pdf
Content-Disposition: inline; filename="receipt.pdf"
has %PDF-
size 10000-200000

--- the ticket carries nothing that acts
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 200
not /JavaScript
not /OpenAction
not /Launch
not /EmbeddedFile

--- a part of it is not to be had: the whole comes
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
Range: bytes=0-4
=> 200
Content-Type: application/pdf
has %PDF-

--- its head
HEAD /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 200
Content-Type: application/pdf
empty

--- the calendar entry, in Arabic
GET /api/v1/bookings/{{booking}}/calendar
X-Booking-Token: {{token}}
Accept-Language: ar
=> 200
Content-Type: text/calendar; charset=utf-8
Content-Disposition: attachment; filename="abrid.ics"
has ~^BEGIN:VCALENDAR
has ~BEGIN:VEVENT
has ~UID:{{booking}}@
has ~DTSTART:[0-9]{8}T[0-9]{6}Z
has {{ref}}
has ~[ء-ي]
has END:VCALENDAR
not Benali

--- as pages: the ticket
GET /ar/booking/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
Content-Type: text/html; charset=utf-8
Cache-Control: no-store
has <html lang="ar" dir="rtl">
has {{ref}}
has Benali
has <svg
has /ar/booking/{{booking}}/ticket.pdf
has /ar/booking/{{booking}}/receipt.pdf
has /ar/booking/{{booking}}/trip.ics
not {{ticket_code}}

--- in French it is the same ticket
GET /fr/booking/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
has <html lang="fr" dir="ltr">
has {{ref}}

--- and in English
GET /en/booking/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
has <html lang="en" dir="ltr">
has {{ref}}

--- the PDF beside the page
until 15s
GET /ar/booking/{{booking}}/ticket.pdf
Cookie: __Host-guest={{token}}
=> 200
Content-Type: application/pdf
has %PDF-

--- the receipt beside it
until 15s
GET /ar/booking/{{booking}}/receipt.pdf
Cookie: __Host-guest={{token}}
=> 200
Content-Type: application/pdf
has %PDF-

--- the calendar beside it
GET /en/booking/{{booking}}/trip.ics
Cookie: __Host-guest={{token}}
=> 200
Content-Type: text/calendar; charset=utf-8
has BEGIN:VCALENDAR

--- a document that was swept away
sql
SELECT 'ticket-' || replace(k.public_id::text, '-', '') || '-' || b.version || '.pdf' AS object FROM booking_keys k JOIN bookings b ON b.id = k.id WHERE k.booking_ref = {{ref}}
=> object
{{>object}}

--- while the worker is kept busy, the answer is: soon
sql
INSERT INTO jobs (lane, kind, dedup_key, payload, state, lease_until, priority)
SELECT 'documents', 'document.render', replace({{object}}, '-' || b.version || '.pdf', '-' || b.version + 1 || '.pdf'), '{}', 'running', now() + interval '1 minute', 1
FROM booking_keys k JOIN bookings b ON b.id = k.id WHERE k.booking_ref = {{ref}}
=> ok

--- for a new version nobody draws yet
sql
UPDATE bookings SET version = version + 1 WHERE id = (SELECT id FROM booking_keys WHERE booking_ref = {{ref}})
=> ok

--- 202, and when to come back
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 202
Retry-After: 1
Content-Type: application/json; charset=utf-8
json
{"data": {"status": "rendering"}}

--- as a page it says so, and looks again by itself
GET /en/booking/{{booking}}/ticket.pdf
Cookie: __Host-guest={{token}}
=> 202
Retry-After: 1
Content-Type: text/html; charset=utf-8
has http-equiv="refresh"
has <html lang="en"

--- the worker is free again
sql
DELETE FROM jobs WHERE kind = 'document.render' AND payload = '{}'
=> ok

--- and draws it
until 15s
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{token}}
=> 200
has %PDF-

--- a stranger's ticket is no ticket
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: 7zzzzzzzzzzzzzzzzzzzzzzzzz
=> 404
capture foreign ~("error":.*),"meta"
json
{"error": {"code": "NOT_FOUND"}}

--- one that never was reads the same
GET /api/v1/bookings/booking_00000000000000000000000000/ticket
X-Booking-Token: {{token}}
=> 404
has {{foreign}}

--- without a token
GET /api/v1/bookings/{{booking}}/receipt
=> 404

--- a stranger's calendar
GET /api/v1/bookings/{{booking}}/calendar
X-Booking-Token: 7zzzzzzzzzzzzzzzzzzzzzzzzz
=> 404

--- a stranger's page
GET /fr/booking/{{booking}}
Cookie: __Host-guest=7zzzzzzzzzzzzzzzzzzzzzzzzz
=> 404
not {{ref}}
not Benali

--- a stranger's PDF
GET /fr/booking/{{booking}}/ticket.pdf
=> 404
Content-Type: text/html; charset=utf-8

--- who knows reference and phone
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "{{phone}}"}
=> 200
json
{"data": {"id": "{{booking}}", "status": "confirmed", "accessToken": {{>view}}}}

--- reads the ticket
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{view}}
=> 200
json
{"data": {"status": "confirmed", "items": [{"ticketId": "{{ticket}}"}]}}

--- and has it on paper
until 15s
GET /api/v1/bookings/{{booking}}/ticket
X-Booking-Token: {{view}}
=> 200
Content-Type: application/pdf

--- ids are ids: a path is none, and leads out of the API
plain
GET /api/v1/bookings/..%2f..%2f..%2fetc%2fpasswd/ticket
X-Booking-Token: {{token}}
=> 404
not root:

--- nor is a name with a null
plain
GET /api/v1/bookings/{{booking}}%00/ticket
=> 400

--- papers take no questions
GET /api/v1/bookings/{{booking}}/ticket?path=/etc/passwd
X-Booking-Token: {{token}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "path"}}

--- an unpaid booking
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["5A"], "contact": {"phone": "{{phone}}"}}
=> 201
json
{"data": {"id": {{>unpaid}}, "accessToken": {{>unpaid_token}}, "ref": {{>unpaid_ref}}}}

--- has no ticket
GET /api/v1/bookings/{{unpaid}}/ticket
X-Booking-Token: {{unpaid_token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- no receipt
GET /api/v1/bookings/{{unpaid}}/receipt
X-Booking-Token: {{unpaid_token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- no calendar entry
GET /api/v1/bookings/{{unpaid}}/calendar
X-Booking-Token: {{unpaid_token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- and its page no codes
GET /en/booking/{{unpaid}}
Cookie: __Host-guest={{unpaid_token}}
=> 200
has {{unpaid_ref}}
not ticket.pdf
not receipt.pdf
