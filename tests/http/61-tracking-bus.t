# The last known state of a bus, for its company and the platform's staff: from the cache, else as it
# was saved, else its newest position.
from {{ip}}
use common-person.t
set account = +21355{{tail}}

--- a bus of a company that reported, one that did not, one of another company
sql
WITH own AS (
	SELECT b.id, b.partner_id, row_number() OVER (ORDER BY b.id DESC) AS n FROM buses b
	WHERE b.partner_id = (SELECT min(partner_id) FROM buses) AND NOT EXISTS (SELECT FROM bus_locations l WHERE l.bus_id = b.id)
), other AS (
	SELECT b.id FROM buses b WHERE b.partner_id <> (SELECT min(partner_id) FROM buses) LIMIT 1
), put AS (
	INSERT INTO bus_locations (bus_id, device_id, recorded_at, location, speed_kmh, heading)
	SELECT id, 990001, date_trunc('second', now()) - interval '10 minutes', '(36.75,3.05)', 80.5, 270 FROM own WHERE n = 1
)
SELECT 'bus_' || a.id AS seen, 'bus_' || b.id AS silent, 'bus_' || c.id AS foreign_one, a.partner_id AS company FROM own a, own b, other c WHERE a.n = 1 AND b.n = 2
=> seen | silent | foreign_one | company
{{>seen}} | {{>silent}} | {{>foreign}} | {{>company}}

--- nobody
GET /api/v1/tracking/buses/{{seen}}
=> 401
WWW-Authenticate: Bearer

--- for customers there is no such bus
GET /api/v1/tracking/buses/{{seen}}
Authorization: Bearer {{access}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- the account becomes one of the company
sql
UPDATE users SET role = 'partner_viewer', partner_id = {{company}} WHERE phone = {{account}}
=> ok

--- signed in again
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>viewer}}, "user": {"role": "partner_viewer"}}}

--- the newest position
GET /api/v1/tracking/buses/{{seen}}
Authorization: Bearer {{viewer}}
=> 200
Cache-Control: private, no-cache
json exact
{"success": true, "data": {"busId": "{{seen}}", "routeId": null, "scheduleId": null,
 "location": {"lat": 36.75, "lng": 3.05, "accuracy": null}, "motion": {"speed": 80.5, "heading": 270, "altitude": null},
 "calculated": null, "lastUpdate": {{int}}, "nextStopId": null, "nextStopETA": null, "epoch": 0, "seq": 0}, "meta": {{any}}}

--- a bus that never reported
GET /api/v1/tracking/buses/{{silent}}
Authorization: Bearer {{viewer}}
=> 404

--- another company's bus is none
GET /api/v1/tracking/buses/{{foreign}}
Authorization: Bearer {{viewer}}
=> 404

--- nor is what is no bus
GET /api/v1/tracking/buses/route_1
Authorization: Bearer {{viewer}}
=> 404

--- what the fleet had saved is newer
sql
INSERT INTO bus_state (bus_id, epoch, seq, state, received_upto)
SELECT substr({{seen}}, 5)::bigint, 7, 42, jsonb_build_object('live', jsonb_build_object('busId', {{seen}}::text,
	'routeId', 'route_5', 'scheduleId', 'schedule_6', 'location', jsonb_build_object('lat', 36.5, 'lng', 2.5, 'accuracy', 8),
	'motion', jsonb_build_object('speed', 0, 'heading', 90, 'altitude', 120), 'calculated', jsonb_build_object(
	'distanceTraveled', 12.3, 'distanceRemaining', 400.1, 'estimatedArrival', 1795507800000, 'onSchedule', false, 'delayMinutes', 16),
	'lastUpdate', floor(extract(epoch FROM now()) * 1000), 'nextStopId', 'stop_3', 'nextStopETA', 1795507800000, 'epoch', 7, 'seq', 42)), now()
=> ok

--- and is shown
GET /api/v1/tracking/buses/{{seen}}
Authorization: Bearer {{viewer}}
=> 200
json
{"data": {"busId": "{{seen}}", "routeId": "route_5", "scheduleId": "schedule_6", "location": {"lat": 36.5, "lng": 2.5, "accuracy": 8},
 "calculated": {"distanceTraveled": 12.3, "distanceRemaining": 400.1, "estimatedArrival": 1795507800000, "onSchedule": false, "delayMinutes": 16},
 "nextStopId": "stop_3", "epoch": 7, "seq": 42}}

--- the account becomes staff of the platform
sql
UPDATE users SET role = 'support', partner_id = NULL WHERE phone = {{account}}
=> ok

--- signed in once more
POST /api/v1/auth/login

{"phone": "{{phone}}", "password": "{{password}}"}
=> 200
json
{"data": {"accessToken": {{>staff}}}}

--- and sees every bus
GET /api/v1/tracking/buses/{{seen}}
Authorization: Bearer {{staff}}
=> 200
json
{"data": {"busId": "{{seen}}"}}

--- leave no trace
sql
WITH s AS (DELETE FROM bus_state WHERE bus_id = substr({{seen}}, 5)::bigint)
DELETE FROM bus_locations WHERE bus_id = substr({{seen}}, 5)::bigint
=> ok
