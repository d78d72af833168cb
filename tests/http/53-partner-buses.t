# The company's vehicles, one of them with its seats and what it does next.
use common-desk.t

--- its only one
GET /api/v1/partner/buses
Authorization: Bearer {{viewer}}
=> 200
Cache-Control: private, no-cache
json
{"data": [{"id": {{>bus id bus}}, "bus": {"plate": "{{name}}", "model": "Toyota Coaster", "amenities": ["ac"]}, "seats": 30, "departures": 1, "nextAt": {{iso}}, "status": "active"}],
 "pagination": {"page": 1, "limit": 20, "total": 1}}

--- no second page of them
GET /api/v1/partner/buses?page=2
Authorization: Bearer {{viewer}}
=> 200
json
{"data": [], "pagination": {"page": 2}}

--- a page that is none
GET /api/v1/partner/buses?page=0
Authorization: Bearer {{viewer}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "page"}}

--- a filter there is not
GET /api/v1/partner/buses?plate=1
Authorization: Bearer {{viewer}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "plate"}}

--- with its seats and departures
GET /api/v1/partner/buses/{{bus}}
Authorization: Bearer {{viewer}}
=> 200
json
{"data": {"id": "{{bus}}", "bus": {"plate": "{{name}}"}, "rows": [{"cells": [{{rest}}]}, {{rest}}],
 "trips": [{"scheduleId": "{{trip}}", "departsAt": {{iso}}, "from": {"fr": "Alger"}, "to": {"fr": "Oran"}, "status": "on_sale"}]}}

--- one that is not there
GET /api/v1/partner/buses/bus_999999999
Authorization: Bearer {{viewer}}
=> 404
json
{"error": {"code": "NOT_FOUND", "field": "id"}}

--- as pages
as desk
GET /fr/partner/buses
=> 200
has {{name}}
has /fr/partner/buses/{{bus}}

--- the plan of its seats
as desk
GET /ar/partner/buses/{{bus}}
=> 200
has {{name}}
has 1A
has /ar/partner/trips/{{trip}}

--- none
as desk
GET /fr/partner/buses/bus_999999999
=> 404
