# Positions: only what a device signed is read, and every point is told what became of it. The bodies
# and their signatures are fixed, so their points are of long ago; tests/load/track.c sends new ones.
from {{ip}}

--- a device with a known key, and one that was revoked
sql
INSERT INTO devices (id, partner_id, bus_id, label, hmac_key, status, revoked_at) OVERRIDING SYSTEM VALUE
SELECT v.id, b.partner_id, b.id, 'transcript', decode(repeat('11', 32), 'hex'), v.status, v.at
FROM (SELECT id, partner_id FROM buses ORDER BY id LIMIT 1) b,
	(VALUES (990001, 'active', NULL::timestamptz), (990002, 'revoked', now())) AS v (id, status, at)
ON CONFLICT (id) DO NOTHING
=> ok

--- a point is refused with its reason, the report is not
POST /api/v1/tracking/locations
X-Device-Signature: cce4ef36f62014422dd00d18063646011becfe343049f9725cef8a3adcac79e9

{"deviceId": "device_990001", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 200
Cache-Control: no-store
RateLimit-Limit: {{any}}
json exact
{"success": true, "data": {"accepted": 0, "duplicates": 0, "refused": 1, "points": [
 {"timestamp": 1700000000000, "verdict": "refused", "reason": "too_old", "field": "timestamp"}]}, "meta": {{any}}}

--- the signature inside of the body
POST /api/v1/tracking/locations

{"deviceId": "device_990001", "signature": "b003aeb86e06b71c60c0f8d71644551aac68a06f3799a33b5ecbf4d32b13b93b", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 200
json
{"data": {"refused": 1}}

--- a batch: each point for itself
POST /api/v1/tracking/locations
X-Device-Signature: 1e9aac958f1ec0bbccdd349318eefc6a83388be331c0ed04c4acd5adeb279044

{"deviceId": "device_990001", "points": [{"timestamp": 1700000000000, "location": {"latitude": 0, "longitude": 0}}, {"timestamp": "now"}, {"timestamp": 1700000000000, "location": {"latitude": 48.85, "longitude": 2.35}}]}
=> 200
json
{"data": {"accepted": 0, "duplicates": 0, "refused": 3, "points": [
 {"timestamp": 1700000000000, "verdict": "refused", "reason": "no_fix", "field": "location"},
 {"timestamp": null, "verdict": "refused", "reason": "malformed", "field": "timestamp"},
 {"timestamp": 1700000000000, "verdict": "refused", "reason": "outside_area", "field": "location"}]}}

--- nothing of it is in history
sql
SELECT count(*) FROM bus_locations WHERE device_id BETWEEN 990001 AND 990009
=> count
0

--- without a signature
POST /api/v1/tracking/locations

{"deviceId": "device_990001", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 401
WWW-Authenticate: Device
json
{"error": {"code": "UNAUTHORIZED"}}

--- with the signature of other bytes
POST /api/v1/tracking/locations
X-Device-Signature: 1e9aac958f1ec0bbccdd349318eefc6a83388be331c0ed04c4acd5adeb279044

{"deviceId": "device_990001", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 401
json
{"error": {"code": "UNAUTHORIZED"}}

--- with a signature cut short
POST /api/v1/tracking/locations
X-Device-Signature: cce4ef36f62014422dd00d18063646011becfe343049f9725cef8a3adcac79

{"deviceId": "device_990001", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 401

--- a device nobody knows reads the same
POST /api/v1/tracking/locations
X-Device-Signature: 44046dcf165452631200b1e3351403a0862ebf33c792fa2823c434eb236d728c

{"deviceId": "device_990009", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 401
json
{"error": {"code": "UNAUTHORIZED"}}

--- no device at all
POST /api/v1/tracking/locations
X-Device-Signature: 1ea332d4ed1da412fe1bc78b939d27530505f51821727c53e4467e5102607ead

{"timestamp": 1700000000000}
=> 401

--- a revoked device is told so
POST /api/v1/tracking/locations
X-Device-Signature: 6fdb7864cf85ddf8933659cb492329c89502c71076e070e891d2aed19824d594

{"deviceId": "device_990002", "timestamp": 1700000000000, "location": {"latitude": 36.75, "longitude": 3.05}}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- a field nobody knows
POST /api/v1/tracking/locations
X-Device-Signature: d0e96442a031bc81877bc7e97447731f8199e17766dc1f24b76d1daff7f29b28

{"deviceId": "device_990001", "what": 1}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "what"}}

--- no points
POST /api/v1/tracking/locations
X-Device-Signature: deeb5d68ba6ece7d1b34cf09afe003cc8c8829c48c0b54cf4d425776faacd9f1

{"deviceId": "device_990001", "points": []}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "points"}}

--- signed, but no JSON
POST /api/v1/tracking/locations
X-Device-Signature: 4b66737148a2092a4e55700f7f840c4a8ec831457e0176a9b97c46070e081cca

{"deviceId": "device_990001", "timestamp": }
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- more than half a megabyte
POST /api/v1/tracking/locations
X-Device-Signature: cce4ef36f62014422dd00d18063646011becfe343049f9725cef8a3adcac79e9

{"deviceId": "device_990001", "x": "{{repeat 530000 x}}"}
=> 413
json
{"error": {"code": "BODY_TOO_LARGE"}}

--- a form is no report
POST /api/v1/tracking/locations
Content-Type: application/x-www-form-urlencoded

deviceId=device_990001
=> 401

--- reading it is no way
GET /api/v1/tracking/locations
=> 405
Allow: POST
