# The description of the API and its reference page, as anybody reads them.

from {{ip}}

--- the description
plain
GET /api/openapi.json
=> 200
Content-Type: application/json; charset=utf-8
Cache-Control: public, max-age=60
X-Content-Type-Options: nosniff
ETag: {{>tag}}
has "openapi":"3.1.0"
has "/api/v1/bookings/{id}/cancel"
has SEAT_TAKEN
not /:lang
size 100000-

--- not again when nothing changed
plain
GET /api/openapi.json
If-None-Match: {{tag}}
=> 304
empty

--- the page
plain
GET /api/docs
=> 200
Content-Type: text/html; charset=utf-8
Content-Security-Policy: ~default-src 'self'
has <h1>Abrid API</h1>
has id="postBookings"
has /static/api.js
has <a href="#mqtt">
has <section class="page" id="websocket">
has <td><code>v1/t/{deviceId}/ack</code>
not <script>

--- its style
GET /static/api.css
=> 200
Content-Type: text/css; charset=utf-8

--- its script
GET /static/api.js
=> 200
Content-Type: text/javascript; charset=utf-8

--- nothing comes in
GET /api/openapi.json?x=1
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "x"}}
