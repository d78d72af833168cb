# Following the bus of a booked trip: its passenger, whoever got the link, nobody else; before, during
# and after the journey.
use common-staff.t

--- a seat on it, sold at the counter
POST /api/v1/partner/trips/{{trip}}/sell
Authorization: Bearer {{cashier}}
Idempotency-Key: {{uuid}}

{"fromStopId": "{{second}}", "toStopId": "{{last}}", "seats": ["3A"], "contact": {"phone": "0559{{digits 6}}"}, "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}]}
=> 201
json
{"data": {"id": {{>booking}}, "ref": {{>ref}}, "phone": {{>phone}}}}

--- its traveller finds it
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "{{phone}}"}
=> 200
json
{"data": {"accessToken": {{>token}}}}

--- days before there is nothing to follow
GET /api/v1/bookings/{{booking}}/position
X-Booking-Token: {{token}}
=> 200
Cache-Control: no-store
not Benali
json
{"data": {"bookingId": "{{booking}}", "status": "early", "open": false, "fix": null, "scheduleId": "{{trip}}", "streamUrl": null, "ticket": null,
 "stops": [{"stopId": "{{first}}", "place": "before", "passed": false}, {"stopId": "{{second}}", "place": "board"}, {"stopId": "{{last}}", "place": "alight"}]}}

--- nor a stream
GET /api/v1/bookings/{{booking}}/stream
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}

--- the page says when
GET /fr/track/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
Cache-Control: no-store
has <html lang="fr" dir="ltr">
has bus-early
has /fr/track/share/
not data-stream

--- the day comes: it left an hour ago
sql
UPDATE route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int, departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + interval '5 hours',
	version = version + 1 FROM (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '1 hour' AS l) v WHERE s.id = {{trip_id}}::bigint RETURNING s.bus_id
=> bus_id
{{>bus}}

--- its tracker says nothing
GET /api/v1/bookings/{{booking}}/position
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "silent", "open": true, "fix": null, "busId": "bus_{{bus}}", "streamUrl": "ws{{any}}/ws/booking/{{booking}}", "ticket": {{string}}}}

--- it reports
sql
INSERT INTO bus_locations (bus_id, device_id, recorded_at, location, speed_kmh, heading) VALUES ({{bus}}::bigint, 990001, now(), '(36.60,2.90)', 70, 200)
=> ok

--- it is there
GET /api/v1/bookings/{{booking}}/position
X-Booking-Token: {{token}}
=> 200
json
{"data": {"open": true, "fix": {"lat": 36.6, "lng": 2.9, "speed": 70, "heading": 200, "at": {{iso}}, "ageSeconds": {{int}}}, "near": {"stopId": {{string}}}, "ticket": {{>ticket string}}}}

--- with a ticket of the live stream
GET /api/v1/bookings/{{booking}}/stream
X-Booking-Token: {{token}}
=> 200
json exact
{"success": true, "data": {"url": "ws{{any}}/ws/booking/{{booking}}", "ticket": {{>second_ticket string}}, "expiresAt": {{iso}}}, "meta": {{any}}}

--- as a page, complete without a script
GET /ar/track/{{booking}}
Cookie: __Host-guest={{token}}
=> 200
has <html lang="ar" dir="rtl">
has <noscript><meta http-equiv="refresh"
has data-lat="36.6"
has data-stop="{{second}}"
has data-stream="ws
not Benali
not {{ref}}

--- with another's token there is no such booking
GET /api/v1/bookings/{{booking}}/position
X-Booking-Token: 00000000000000000000000001
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- without any neither
GET /api/v1/bookings/{{booking}}/position
=> 404

--- no stream
GET /api/v1/bookings/{{booking}}/stream
=> 404

--- no link
POST /api/v1/bookings/{{booking}}/share
=> 404

--- no page
GET /fr/track/{{booking}}
=> 404

--- a link to share, good for this trip
POST /api/v1/bookings/{{booking}}/share
X-Booking-Token: {{token}}
=> 201
json exact
{"success": true, "data": {"url": "{{any}}/track/share/{{>link /[A-Za-z0-9._-]+/}}", "expiresAt": {{iso}}}, "meta": {{any}}}

--- with a body there is not
POST /api/v1/bookings/{{booking}}/share
X-Booking-Token: {{token}}

{"hours": 900}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "hours"}}

--- whoever has it sees the bus, not the booking
GET /api/v1/tracking/links/{{link}}
=> 200
not {{booking}}
not {{ref}}
json
{"data": {"bookingId": null, "open": true, "fix": {"lat": 36.6, "lng": 2.9}, "streamUrl": "ws{{any}}/ws/tracking/bus_{{bus}}", "ticket": {{string}}}}

--- as a page as well
GET /fr/track/share/{{link}}
=> 200
has data-lat="36.6"
has /api/v1/tracking/links/{{link}}
not {{booking}}
not id="share-url"

--- a link somebody changed
GET /api/v1/tracking/links/x{{link}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- one that is too short to be one
GET /api/v1/tracking/links/abc
=> 404

--- on a page
GET /fr/track/share/x{{link}}
=> 404
has <html lang="fr"

--- it has arrived long ago
sql
UPDATE route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int, departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + interval '5 hours',
	version = version + 1 FROM (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '9 hours' AS l) v WHERE s.id = {{trip_id}}::bigint
=> ok

--- and is followed no more
GET /api/v1/bookings/{{booking}}/position
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "over", "open": false, "ticket": null}}

--- nor shared
POST /api/v1/bookings/{{booking}}/share
X-Booking-Token: {{token}}
=> 409
json
{"error": {"code": "WRONG_STATE"}}
