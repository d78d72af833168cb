# Places are found by whatever people type, and the caller is told what is wrong with a question.
from {{ip}}

--- a city by its beginning, its station behind it
GET /api/v1/places?q=constan
=> 200
Cache-Control: public, max-age={{int}}
!Set-Cookie
json exact
{"success": true, "data": [
 {"id": {{>city id place}}, "slug": "constantine", "kind": "city", "name": {"fr": "Constantine", "ar": "قسنطينة", "en": "Constantine"},
  "cityId": "{{any}}", "city": {"fr": "Constantine", "ar": "قسنطينة", "en": "Constantine"},
  "latitude": {{number}}, "longitude": {{number}}, "wilaya": 25},
 {"id": {{id place}}, "slug": "constantine-est", "kind": "station", "name": {{any}}, "cityId": {{>of}}, "city": {{any}},
  "latitude": {{number}}, "longitude": {{number}}, "wilaya": 25}],
 "meta": {{any}}}

--- the station says which city it belongs to
sql
SELECT {{city}} = {{of}} AS same
=> same
t

--- in Arabic
GET /api/v1/places?q=%D9%88%D9%87%D8%B1%D8%A7%D9%86
=> 200
json
{"data": [{"slug": "oran"}, "{{rest}}"]}

--- as Algerians write Arabic in Latin letters
GET /api/v1/places?q=Wahran
=> 200
json
{"data": [{"slug": "oran"}, "{{rest}}"]}

--- without accents, in capitals
GET /api/v1/places?q=BEJAIA
=> 200
json
{"data": [{"slug": "bejaia"}, "{{rest}}"]}

--- with a slip of the finger
GET /api/v1/places?q=bjaia
=> 200
json
{"data": [{"slug": "bejaia"}, "{{rest}}"]}

--- a station by the name of its quarter
GET /api/v1/places?q=kharuba
=> 200
json
{"data": [{"slug": "alger-kharrouba", "kind": "station", "city": {"fr": "Alger"}}, "{{rest}}"]}

--- at most as many as asked for
GET /api/v1/places?q=a&limit=1
=> 200
json
{"data": [{{any}}]}

--- nothing like it
GET /api/v1/places?q=xyzzyq
=> 200
json
{"data": []}

--- wildcards of SQL mean nothing
GET /api/v1/places?q=%25_%27%22--
=> 200
json
{"data": []}

--- no question
GET /api/v1/places
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "q"}}

--- an empty question
GET /api/v1/places?q=
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "q"}}

--- the longest question
GET /api/v1/places?q={{repeat 80 a}}
=> 200

--- one letter more
GET /api/v1/places?q={{repeat 81 a}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "q"}}

--- limits that are none
GET /api/v1/places?q=a&limit=0
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- a limit beyond
GET /api/v1/places?q=a&limit=21
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- a limit with a fraction
GET /api/v1/places?q=a&limit=1.5
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- a limit no computer can hold
GET /api/v1/places?q=a&limit=99999999999999999999
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- one parameter twice
GET /api/v1/places?q=a&q=b
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "q"}}

--- a parameter nobody knows
GET /api/v1/places?q=a&fbclid=1
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "fbclid"}}

--- several mistakes are all named
GET /api/v1/places?limit=x&colour=red
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "q", "details": {"fields": [{"field": "q", "code": "MISSING_FIELD"},
 {"field": "limit", "code": "INVALID_INPUT"}, {"field": "colour", "code": "UNKNOWN_FIELD"}]}}}

--- the words follow the caller's language
GET /api/v1/places
Accept-Language: ar-DZ,fr;q=0.5
=> 400
has ~"message":"[^"]*[ء-ي]

--- bytes that are no text stop at the door
plain
GET /api/v1/places?q=%ff
=> 400
Content-Type: application/json
json
{"success": false, "error": {"code": "MALFORMED_REQUEST", "message": {{string}}, "details": {}}}

--- so does a null
plain
GET /api/v1/places?q=a%00b
=> 400
json
{"success": false, "error": {"code": "MALFORMED_REQUEST"}}

--- a broken escape
GET /api/v1/places?q=%C3%28%zz
=> 400
has "success":false
