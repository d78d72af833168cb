# Everything the format can say, against a server whose answers are known: all of it must pass.
from {{ip}}
set who = Amina

--- a document with every kind of matcher
GET /api/v1/thing
Accept: application/json
=> 200
Content-Type: application/json; charset=utf-8
ETag: "{{>tag}}"
X-Two: ~^a, ?b$
X-Request-Id: {{any}}
!Set-Cookie
json
{"success": true, "data": {"id": {{id thing}}, "key": {{>key public booking}}, "name": "a <b>",
 "price": {{money}}, "seats": ["4A", "{{/4[A-C]/}}"], "at": {{iso}}, "day": {{date}}, "ratio": {{number}},
 "ok": {{bool}}, "none": {{null}}, "other": {{absent}}}}
json
{"data": {"price": {"amount": {{>amount int}}}, "seats": ["{{has}}", "4B"], "id": "thing_{{>digit}}"}}
json
{"data": {"seats": ["4A", "{{rest}}"], "none": null, "ok": true, "ratio": 0.5, "at": {{any}}}}
json exact
{"success": true, "data": {"id": "thing_7", "key": "{{key}}", "name": {{string}},
 "price": {"amount": {{amount}}, "currency": "DZD"}, "seats": {{any}}, "at": {{any}}, "day": {{any}},
 "ratio": {{any}}, "ok": {{any}}, "none": {{any}}}, "meta": {"timestamp": {{iso}}, "requestId": {{string}}}}
has "amount":77000
has ~"seats":\["4A"
not <script>
capture seat ~"seats":\["([^"]+)"
size 200-600

--- captures are variables afterwards
POST /api/v1/echo?x={{tag}}
X-Request-Id: req_mine

{"seat": "{{seat}}", "who": "{{who}}", "number": {{digit}}, "amount": {{amount}}}
=> 200
X-Request-Id: req_mine
json
{"data": {"method": "POST", "path": "/api/v1/echo?x=abc", "type": "application/json",
 "from": "{{>address /198\.1[89]\.[0-9]+\.[0-9]+/}}",
 "body": "{\"seat\": \"4A\", \"who\": \"Amina\", \"number\": 7, \"amount\": 77000}"}}

--- a list with pages, and a member found in it
GET /api/v1/things?page=1
=> 200
json
{"data": ["{{has}}", {"id": "thing_8"}, {"id": "thing_7"}], "pagination": {"total": 2}}

--- every method, bodies of other kinds, no body
from 203.0.113.7
PATCH /api/v1/echo
Content-Type: text/plain

just text
with two lines
=> 200
json
{"data": {"method": "PATCH", "type": "text/plain", "body": "just text\nwith two lines", "from": "203.0.113.7"}}

--- a head has no body
HEAD /api/v1/thing
=> 200
empty

--- a delete without a body
DELETE /api/v1/echo
=> 200
json
{"data": {"method": "DELETE", "body": "", "type": null}}

--- a member beside data has to be named
GET /api/v1/hint
=> 200
also hint
json
{"hint": {"text": "x"}}

--- one of fifty gets the seat
parallel 50
POST /api/v1/seat
=> 201*1 409*49
for 201
json
{"data": {"id": "thing_7"}}
for 409
json
{"error": {"code": "SEAT_TAKEN"}}

--- a key replayed by fifty at once gives one answer
set once = {{uuid}}
parallel 50
POST /api/v1/things
Idempotency-Key: {{once}}

{"a": 1}
=> 201*50
same 201
json
{"data": {"echo": {"a": 1}}}

--- another body under the key is refused
POST /api/v1/things
Idempotency-Key: {{once}}

{"a": 2}
=> 422

--- copies may differ by their number
parallel 5
POST /api/v1/things
Idempotency-Key: {{once}}-{{n}}

{"n": {{n}}}
=> 201*5
json
{"data": {"echo": {"n": {{int}}}}}

--- either outcome, any number of times
repeat 3
GET /api/v1/later
=> 200* 202*

--- waiting for a state
until 5s
GET /api/v1/later
=> 200
json
{"data": {"asked": {{int}}}}

--- a page form, as a browser without scripts sends it
as visitor
GET /page/form
=> 200
Set-Cookie: ~guest=
form seats /page/form?{{any}}
form search ~^/search$
has Français

--- the form brings what it had, with one choice changed
as visitor
POST {{seats.action}}

@seats
seat = 4A
terms = 1
phone = 0550 12 34 56
lang -
extra := é&=
news += off
=> 303
Location: /page/done?_key=k%22%27%3C%26eacute%3B1&news=on&first=un&note=a%20%26%20b&outside=o&seat=4A&terms=1&phone=0550%2012%2034%2056&extra=%C3%A9%26%3D&news=off
empty

--- values of a form are variables
as visitor
follow
POST {{seats.action}}

@
_csrf = {{seats._csrf}}
seat = {{seats.seat}}-{{search.q}}
=> 200
has ~done .*guest=[0-9a-f]+; done=1

--- another client has none of these cookies
as stranger
POST {{seats.action}}

@seats
=> 403

--- a cookie of one's own replaces the jar
as visitor
GET /api/v1/echo
Cookie: a=b
=> 200
json
{"data": {"cookie": "a=b"}}

--- bytes as they are
raw
GET /api/v1/thing HTTP/1.1
Host: x
Connection: close
=> 200
has "thing_7"

--- nonsense on the wire
raw
NONSENSE
=> 400

--- an answer that is not ours
plain
GET /api/v1/html
=> 404
has <p>no</p>

--- an absolute address
GET {{BASE}}/api/v1/echo?{{$HOME}}
=> 200
json
{"data": {"path": "/api/v1/echo?{{$HOME}}"}}

--- a fault that is expected
GET /api/v1/fail
=> 500
json
{"error": {"code": "INTERNAL_ERROR"}}

--- long bodies and made-up values
POST /api/v1/echo

{"text": "{{repeat 70000 x}}", "day": "{{today+3}}", "at": "{{now}}", "digits": "{{digits 6}}"}
=> 200
size 70000-
has ~\\"day\\": \\"20[0-9][0-9]-[01][0-9]-[0-3][0-9]\\"
