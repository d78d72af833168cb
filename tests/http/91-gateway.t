# What stands between a client and every handler: hosts, versions, other sites, headers.

from {{ip}}

--- the version that answered
GET /api/v1/routes/popular
=> 200
X-API-Version: 1
!X-API-Deprecated
!X-API-Sunset-Date

--- which a client may ask for
GET /api/v1/routes/popular
X-API-Version: 1
=> 200

--- another one is not at this address
GET /api/v1/routes/popular
X-API-Version: 2
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "X-API-Version"}}

--- nor is what is no version
GET /api/v1/routes/popular
X-API-Version: one
=> 400

--- there is no second version yet
GET /api/v2/routes/popular
=> 404

--- the host of the API leaves /api out
GET /v1/routes/popular?limit=2
Host: api.example.dz
=> 200
X-API-Version: 1
json
{"success": true, "data": [{{any}}, {{any}}]}

--- and takes the whole path too
GET /api/v1/routes/popular?limit=2
Host: api.example.dz
=> 200

--- other hosts do not
plain
GET /v1/routes/popular
=> 404

--- the staff's host has the staff's part
GET /v1/admin/bookings
Host: admin-api.example.dz
=> 401
json
{"error": {"code": "UNAUTHORIZED"}}

--- and nothing else
plain
GET /v1/routes/popular
Host: admin-api.example.dz
=> 403

--- a site on the list may ask before it sends
plain
OPTIONS /api/v1/bookings
Origin: https://app.example.dz
Access-Control-Request-Method: POST
Access-Control-Request-Headers: idempotency-key
=> 204
Access-Control-Allow-Origin: https://app.example.dz
Access-Control-Allow-Methods: ~POST
Access-Control-Allow-Headers: ~Idempotency-Key
!Access-Control-Allow-Credentials
Vary: ~Origin

--- and reads the answer
GET /api/v1/routes/popular
Origin: https://m.example.dz
=> 200
Access-Control-Allow-Origin: https://m.example.dz
Access-Control-Expose-Headers: ~RateLimit-Remaining
Vary: ~Origin

--- its writes pass with tokens alone, and are then a matter of their content
POST /api/v1/bookings
Origin: https://app.example.dz
Idempotency-Key: {{uuid}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD"}}

--- a name that begins like one of the list does not
plain
OPTIONS /api/v1/bookings
Origin: https://app.example.dz.evil.example
Access-Control-Request-Method: POST
=> 405
!Access-Control-Allow-Origin

--- nor one that ends like it
GET /api/v1/routes/popular
Origin: https://evil-app.example.dz
=> 200
!Access-Control-Allow-Origin

--- nor plain http
GET /api/v1/routes/popular
Origin: http://app.example.dz
=> 200
!Access-Control-Allow-Origin

--- nor null
GET /api/v1/routes/popular
Origin: null
=> 200
!Access-Control-Allow-Origin

--- and its writes are refused
POST /api/v1/bookings
Origin: https://evil.example
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_1", "fromStopId": "stop_1", "toStopId": "stop_2", "count": 1}
=> 403
json
{"error": {"code": "CSRF_REFUSED"}}

--- every answer has the headers that guard pages
GET /api/v1/nothing
=> 404
X-Content-Type-Options: nosniff
Content-Security-Policy: ~default-src 'self'
Referrer-Policy: strict-origin-when-cross-origin
Cross-Origin-Opener-Policy: same-origin

--- those of the web server itself too
plain
GET /.git/config
=> 403
X-Content-Type-Options: nosniff
Content-Security-Policy: ~frame-ancestors 'none'
