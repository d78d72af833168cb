# Lines, their departures, one departure, its seats, and what people travel most.
use common-trip.t
from {{ip}}

--- the line with its stops
GET /api/v1/routes/{{route}}
=> 200
Cache-Control: public, max-age=60
json
{"data": {"id": "{{route}}", "origin": {"placeId": {{id place}}, "slug": {{string}}, "name": {"fr": {{string}}, "ar": {{string}}, "en": {{string}}}},
 "destination": {"slug": {{string}}}, "distanceKm": {{number}}, "minutes": {{int}}, "basePrice": {{money}}, "totalSeats": {{int}},
 "busType": {{/standard|comfort/}}, "operator": {"id": {{id partner}}}, "polyline": {{string}},
 "stops": [{"stopId": "{{first}}", "seq": 0, "km": 0, "latitude": {{number}}, "longitude": {{number}}, "slug": {{string}}, "name": {"ar": {{string}}}},
  {"stopId": "{{second}}", "seq": 1}, "{{rest}}"]}}
not commission
not bank

--- a line nobody runs
GET /api/v1/routes/route_999999
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- something that is no line
GET /api/v1/routes/route_0
=> 404

--- nor this
GET /api/v1/routes/schedule_1
=> 404

--- nor a number too large for one
GET /api/v1/routes/route_99999999999999999999
=> 404

--- a line takes no questions
GET /api/v1/routes/{{route}}?x=1
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "x"}}

--- its departures of a week
GET /api/v1/routes/{{route}}/schedules
=> 200
json
{"data": [{"scheduleId": {{id schedule}}, "routeId": "{{route}}", "serviceDate": {{date}}, "departsAt": {{iso}}, "arrivesAt": {{iso}},
 "totalSeats": {{int}}, "seatsLeft": {{int}}, "busType": {{string}}, "status": {{string}}, "price": {{money}}}, "{{rest}}"]}

--- of the days asked for
GET /api/v1/routes/{{route}}/schedules?date={{today+2}}&days=19
=> 200
json
{"data": ["{{has}}", {"scheduleId": "{{trip}}", "seatsLeft": {{seats}}, "status": "on_sale", "price": {"amount": {{fare}}, "currency": "DZD"}}]}

--- departures of no line
GET /api/v1/routes/route_999999/schedules
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- a day that is none
GET /api/v1/routes/{{route}}/schedules?date=tomorrow
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "date"}}

--- a century of days
GET /api/v1/routes/{{route}}/schedules?days=36500
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "days"}}

--- no days
GET /api/v1/routes/{{route}}/schedules?days=0
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "days"}}

--- a key nobody knows
GET /api/v1/routes/{{route}}/schedules?from=2026-01-01
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "from"}}

--- one departure over its whole way
GET /api/v1/schedules/{{trip}}
=> 200
Cache-Control: public, max-age=4
json
{"data": {"scheduleId": "{{trip}}", "from": {"stopId": "{{first}}"}, "to": {"stopId": "{{last}}"}, "seatsLeft": {{seats}},
 "unitPrice": {"amount": {{fare}}, "currency": "DZD"}, "status": "on_sale", "luggageKg": {{int}},
 "rules": [{"hours": {{int}}, "feeBps": {{int}}}, "{{rest}}"],
 "stops": [{"stopId": "{{first}}", "departsAt": {{iso}}}, "{{rest}}"]}}

--- over its first leg
GET /api/v1/schedules/{{trip}}?fromStopId={{first}}&toStopId={{second}}
=> 200
json
{"data": {"from": {"stopId": "{{first}}"}, "to": {"stopId": "{{second}}"}, "stopsBetween": 0, "unitPrice": {"amount": {{part}}}}}

--- against its direction
GET /api/v1/schedules/{{trip}}?fromStopId={{last}}&toStopId={{first}}
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- from a place it does not pass
GET /api/v1/schedules/{{trip}}?fromStopId=stop_999999
=> 404

--- a stop that is none
GET /api/v1/schedules/{{trip}}?toStopId=oran
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "toStopId"}}

--- no such departure
GET /api/v1/schedules/schedule_999999999
=> 404
json
{"error": {"code": "NOT_FOUND"}}

--- its seats, all free, as the bus is built
GET /api/v1/schedules/{{trip}}/seats
=> 200
Cache-Control: public, max-age=2
json
{"data": {"scheduleId": "{{trip}}", "totalSeats": {{seats}}, "seatsLeft": {{seats}}, "decks": 1, "unitPrice": {"amount": {{fare}}},
 "rows": [{"number": 0, "deck": 1, "cells": [{"kind": "driver"}, {{any}}, {"kind": "aisle"}, "{{rest}}"]},
  {"number": 1, "cells": [{"kind": "seat", "label": "1A", "state": "free", "position": "window", "price": {"amount": {{fare}}}},
   {"kind": "seat", "label": "1B", "position": "aisle"}, {"kind": "aisle", "label": null, "state": null}, {"label": "1C"}, {"label": "1D"}]}, "{{rest}}"]}}
capture plan ~(.*)

--- every seat once
sql
SELECT count(*) = {{seats}}::int AS all, count(DISTINCT c->>'label') = count(*) AS once, bool_and(c->>'state' = 'free') AS free
FROM jsonb_array_elements({{plan}}::jsonb->'data'->'rows') r, jsonb_array_elements(r->'cells') c WHERE c->>'kind' = 'seat'
=> all | once | free
t | t | t

--- seats of a leg at its price
GET /api/v1/schedules/{{trip}}/seats?fromStopId={{first}}&toStopId={{second}}
=> 200
json
{"data": {"unitPrice": {"amount": {{part}}}, "seatsLeft": {{seats}}}}

--- seats of no departure
GET /api/v1/schedules/schedule_999999999/seats
=> 404

--- seats against the direction
GET /api/v1/schedules/{{trip}}/seats?fromStopId={{second}}&toStopId={{first}}
=> 404

--- a key nobody knows
GET /api/v1/schedules/{{trip}}/seats?seat=1A
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "seat"}}

--- what people travel most
GET /api/v1/routes/popular?limit=2
=> 200
Cache-Control: public, max-age=60
json exact
{"success": true, "data": [{"fromSlug": {{string}}, "toSlug": {{string}}, "from": {{any}}, "to": {{any}}, "price": {{money}}, "daily": {{int}}}, {{any}}], "meta": {{any}}}

--- not the whole country at once
GET /api/v1/routes/popular?limit=51
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}
