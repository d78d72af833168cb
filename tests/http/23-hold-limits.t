# What cannot be held: trips that are none, over, closed or cancelled, ways they do not run, and more
# seats without a name than a trip lends.
use common-company.t
from {{ip}}

--- a departure nobody runs
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_999999999", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "scheduleId"}}

--- from a place it does not pass
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "stop_999999", "toStopId": "{{last}}", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "fromStopId"}}

--- to a place it does not pass
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "stop_999999", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "toStopId"}}

--- against its direction
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{last}}", "toStopId": "{{first}}", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "toStopId"}}

--- from a place to itself
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{first}}", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "toStopId"}}

--- a cancelled departure
sql
SELECT 'schedule_' || s.id AS off, 'stop_' || r.origin_stop AS a, 'stop_' || r.last_stop AS z, s.cancel_reason AS why
FROM route_schedules s CROSS JOIN LATERAL (SELECT (array_agg(place_id ORDER BY seq))[1] AS origin_stop, (array_agg(place_id ORDER BY seq DESC))[1] AS last_stop
	FROM route_stops x WHERE x.pattern_id = s.pattern_id) r
WHERE s.status = 'cancelled' AND s.departure_time > now() + interval '1 day' ORDER BY s.id LIMIT 1
=> off | a | z | why
{{>off}} | {{>a}} | {{>z}} | {{>reason}}

--- is shown with its reason
GET /api/v1/schedules/{{off}}
=> 200
json
{"data": {"status": "cancelled", "cancelReason": "{{reason}}"}}

--- and not sold
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{off}}", "fromStopId": "{{a}}", "toStopId": "{{z}}", "count": 1}
=> 409
json
{"error": {"code": "TRIP_CANCELLED", "field": "scheduleId"}}

--- departures that leave in ten minutes, that left, and that wait for their publication
sql
WITH t AS (SELECT * FROM route_schedules WHERE id = {{trip_id}}::bigint), v AS (
	SELECT k, status, (now() AT TIME ZONE 'Africa/Algiers')::date AS d,
		(extract(epoch FROM now() AT TIME ZONE 'Africa/Algiers' - (now() AT TIME ZONE 'Africa/Algiers')::date) + add)::int AS s
	FROM (VALUES ('soon', 'on_sale', 600), ('left', 'on_sale', -60), ('draft', 'draft', 7200), ('shut', 'closed', 7260)) AS x (k, status, add)
), made AS (
	INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, available_seats)
	SELECT t.route_id, t.pattern_id, v.d - (v.s < 0)::int, v.s + 86400 * (v.s < 0)::int, (v.d + v.s * interval '1 second') AT TIME ZONE 'Africa/Algiers',
		(v.d + (v.s + 18000) * interval '1 second') AT TIME ZONE 'Africa/Algiers', t.bus_id, t.seat_map_id, t.total_seats, t.class, v.status, 30
	FROM t, v RETURNING id, status, departure_time
)
SELECT 'schedule_' || max(id) FILTER (WHERE status = 'on_sale' AND departure_time > now()) AS soon, 'schedule_' || max(id) FILTER (WHERE departure_time < now()) AS left,
	'schedule_' || max(id) FILTER (WHERE status = 'draft') AS draft, 'schedule_' || max(id) FILTER (WHERE status = 'closed') AS shut FROM made
=> soon | left | draft | shut
{{>soon}} | {{>left}} | {{>draft}} | {{>shut}}

--- sale is over fifteen minutes before
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{soon}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 409
json
{"error": {"code": "SALE_CLOSED", "field": "scheduleId"}}

--- as its page of facts says
GET /api/v1/schedules/{{soon}}
=> 200
json
{"data": {"status": "closed"}}

--- but a stop the bus reaches later is still sold
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{soon}}", "fromStopId": "{{second}}", "toStopId": "{{last}}", "count": 1, "passengers": [{"firstName": "A", "lastName": "B", "idNumber": "1"}],
 "contact": {"phone": "0550123456"}}
=> 201
json
{"data": {"expiresAt": {{>expires}}, "from": {"time": {{>boards}}}}}

--- and held no longer than until its own close
sql
SELECT {{expires}}::timestamptz <= {{boards}}::timestamptz - interval '15 minutes' AS closes
=> closes
t

--- one that left
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{left}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 409
json
{"error": {"code": "SALE_CLOSED", "field": "scheduleId"}}

--- one whose sale the company closed
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{shut}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 409
json
{"error": {"code": "SALE_CLOSED", "field": "scheduleId"}}

--- one that is not published does not exist
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{draft}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "scheduleId"}}

--- for nobody
GET /api/v1/schedules/{{draft}}
=> 404

--- six seats without a name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 6}
=> 201
json
{"data": {"accessToken": {{>token}}, "needsIdNumber": true, "total": {"amount": 300000}}}

--- another stranger's one more is too many: a quarter of the free seats, six at least
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 409
json
{"error": {"code": "HOLD_LIMIT"}}

--- the same guest may choose again, for his seats make room
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
X-Booking-Token: {{token}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["4A", "4B"]}
=> 201

--- four more of somebody are within the share
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 4}
=> 201

--- with a phone there is no such share
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 6, "contact": {"phone": "0550123456"}}
=> 201
json
{"data": {"complete": false}}

--- names without the document number this company asks for are not complete
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "passengers": [{"firstName": "A", "lastName": "B"}], "contact": {"phone": "0550123456"}}
=> 201
json
{"data": {"complete": false, "createdAt": {{>made}}, "expiresAt": {{>expires}}, "id": {{>half}}, "accessToken": {{>half_token}}}}

--- so the hold is the short one
sql
SELECT extract(epoch FROM {{expires}}::timestamptz - {{made}}::timestamptz) BETWEEN 298 AND 302 AS short
=> short
t

--- and says the same when it is read
GET /api/v1/bookings/{{half}}
X-Booking-Token: {{half_token}}
=> 200
json
{"data": {"complete": false, "live": true}}

--- a price that changed behind the cache's back
sql
WITH t AS (UPDATE route_schedules SET version = version + 1 WHERE id = {{trip_id}}::bigint RETURNING pattern_id)
UPDATE fares f SET amount_c = 55000 FROM t WHERE f.pattern_id = t.pattern_id AND f.amount_c = 50000
=> ok

--- is the price of the next hold
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "contact": {"phone": "0550123456"}}
=> 201
json
{"data": {"total": {"amount": 55000}, "id": {{>kept}}, "accessToken": {{>kept_token}}}}

--- a later change leaves it as it was sold
sql
WITH t AS (UPDATE route_schedules SET version = version + 1 WHERE id = {{trip_id}}::bigint RETURNING pattern_id)
UPDATE fares f SET amount_c = 60000 FROM t WHERE f.pattern_id = t.pattern_id AND f.amount_c = 55000
=> ok

--- frozen at the hold
GET /api/v1/bookings/{{kept}}
X-Booking-Token: {{kept_token}}
=> 200
json
{"data": {"total": {"amount": 55000}, "items": [{"fare": {"amount": 55000}}]}}

--- the departure is cancelled behind the cache's back
sql
UPDATE route_schedules SET status = 'cancelled', cancel_reason = 'weather', version = version + 1 WHERE id = {{trip_id}}::bigint
=> ok

--- which the next hold finds out
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1, "contact": {"phone": "0550123456"}}
=> 409
json
{"error": {"code": "TRIP_CANCELLED", "field": "scheduleId"}}
