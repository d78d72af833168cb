# Departures of a day between two places: spellings, order, filters, pages, and every refusal.
from {{ip}}
set day = {{today+6}}

--- by slug
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100
=> 200
Cache-Control: public, max-age=4
Content-Type: application/json; charset=utf-8
ETag: {{>tag}}
!Set-Cookie
json
{"data": [{"scheduleId": {{id schedule}}, "routeId": {{id route}},
  "from": {"stopId": {{id stop}}, "slug": {{string}}, "name": {"fr": {{string}}, "ar": {{string}}, "en": {{string}}},
   "city": {"fr": "Alger", "ar": "الجزائر", "en": "Algiers"}, "time": {{iso}}},
  "to": {"stopId": {{id stop}}, "city": {"fr": "Oran", "ar": "وهران", "en": "Oran"}, "time": {{iso}}},
  "minutes": {{int}}, "stopsBetween": {{int}}, "totalSeats": {{int}}, "seatsLeft": {{int}},
  "unitPrice": {{money}}, "price": {{money}}, "overnight": {{bool}}, "fastest": {{bool}}, "cheapest": {{bool}},
  "operator": {"id": {{id partner}}, "name": {"fr": {{string}}, "ar": {{string}}, "en": {{string}}}, "phone": {{string}}},
  "bus": {"type": {{/standard|comfort/}}, "model": {{string}}, "amenities": {{any}}},
  "status": {{/on_sale|cancelled|sold_out/}}}, "{{rest}}"],
 "pagination": {"page": 1, "limit": 100, "total": {{>total int}}, "totalPages": 1, "hasNext": false, "hasPrevious": false}}
capture found ~(.*)
# What belongs to the company or the platform alone stays inside.
not commission
not plate
not legalId
not polyline

--- all of them leave Algiers that day, in order of departure, none twice
sql
WITH t AS (
	SELECT ord, e->>'scheduleId' AS id, (e->'from'->>'time')::timestamptz AS leaves, (e->'to'->>'time')::timestamptz AS arrives,
		(e->>'minutes')::int AS minutes, (e->'unitPrice'->>'amount')::bigint AS one, (e->'price'->>'amount')::bigint AS price,
		(e->>'seatsLeft')::int AS seats, (e->>'totalSeats')::int AS total
	FROM jsonb_array_elements({{found}}::jsonb->'data') WITH ORDINALITY AS a (e, ord)
)
SELECT count(*) = {{total}}::int AND count(*) > 5 AS complete,
	array_agg(leaves ORDER BY ord) = array_agg(leaves ORDER BY leaves) AS in_order,
	bool_and((leaves AT TIME ZONE 'Africa/Algiers')::date = {{day}}::date) AS that_day,
	count(DISTINCT id) = count(*) AS once, bool_and(extract(epoch FROM arrives - leaves) = minutes * 60) AS minutes,
	bool_and(one = price AND one > 0) AS price, bool_and(seats BETWEEN 0 AND total) AS seats
FROM t
=> complete | in_order | that_day | once | minutes | price | seats
t | t | t | t | t | t | t

--- by id, by another spelling, in Arabic, by a name with its station: the same departures
GET /api/v1/routes?origin=place_16&destination=wahran&date={{day}}&limit=100
=> 200
json
{"pagination": {"total": {{total}}}}

--- Arabic letters and Arabic-Indic digits
GET /api/v1/routes?origin=%D8%A7%D9%84%D8%AC%D8%B2%D8%A7%D8%A6%D8%B1&destination=%D9%88%D9%87%D8%B1%D8%A7%D9%86&date={{day}}&limit=%D9%A1%D9%A0%D9%A0
=> 200
json
{"pagination": {"total": {{total}}, "limit": 100}}

--- a stop's id as the search itself gives it
GET /api/v1/routes?origin=stop_16&destination=stop_31&date={{day}}&limit=100
=> 200
json
{"pagination": {"total": {{total}}}}

--- for six people: the price is theirs together
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&passengers=6&limit=100
=> 200
capture found ~(.*)

--- six times one price
sql
SELECT bool_and((e->'price'->>'amount')::bigint = 6 * (e->'unitPrice'->>'amount')::bigint) AS six
FROM jsonb_array_elements({{found}}::jsonb->'data') e
=> six
t

--- the cheapest first
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&sort=price
=> 200
capture price ~(.*)

--- the shortest first
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&sort=duration
=> 200
capture duration ~(.*)

--- the earliest arrival first
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&sort=arrival
=> 200
capture arrival ~(.*)

--- each in its order
sql
WITH t AS (
	SELECT k, ord, CASE k WHEN 'price' THEN (e->'unitPrice'->>'amount')::numeric WHEN 'duration' THEN (e->>'minutes')::numeric
		ELSE extract(epoch FROM (e->'to'->>'time')::timestamptz) END AS v
	FROM (VALUES ('price', {{price}}::jsonb), ('duration', {{duration}}::jsonb), ('arrival', {{arrival}}::jsonb)) AS a (k, doc),
		jsonb_array_elements(doc->'data') WITH ORDINALITY AS b (e, ord)
)
SELECT k, count(*) = {{total}}::int AS all, array_agg(v ORDER BY ord) = array_agg(v ORDER BY v) AS sorted,
	count(DISTINCT v) > 1 AS differ
FROM t GROUP BY k ORDER BY k
=> k | all | sorted | differ
arrival | t | t | t
duration | t | t | t
price | t | t | t

--- the badges are at the cheapest and the fastest
sql
WITH t AS (SELECT e, (e->'unitPrice'->>'amount')::bigint AS price, (e->>'minutes')::int AS minutes
	FROM jsonb_array_elements({{price}}::jsonb->'data') e WHERE e->>'status' = 'on_sale')
SELECT bool_and((e->>'cheapest')::boolean = (price = (SELECT min(price) FROM t))) AS cheapest,
	bool_and((e->>'fastest')::boolean = (minutes = (SELECT min(minutes) FROM t))) AS fastest FROM t
=> cheapest | fastest
t | t

--- one company
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&operator=partner_3
=> 200
capture operator ~(.*)

--- comfort only
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&type=comfort
=> 200
capture type ~(.*)

--- in the morning
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&time=morning
=> 200
capture morning ~(.*)

--- at most 800 dinars
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&maxPrice=800
=> 200
capture cheap ~(.*)

--- with seats only
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=100&seatsOnly=1
=> 200
capture seats ~(.*)

--- each filter keeps what it should and nothing else
sql
WITH every AS (SELECT e FROM jsonb_array_elements({{price}}::jsonb->'data') e), kept AS (
	SELECT k, doc FROM (VALUES ('operator', {{operator}}::jsonb), ('type', {{type}}::jsonb), ('time', {{morning}}::jsonb),
		('price', {{cheap}}::jsonb), ('seats', {{seats}}::jsonb)) AS a (k, doc)
), judged AS (
	SELECT k, doc, e, CASE k WHEN 'operator' THEN e->'operator'->>'id' = 'partner_3' WHEN 'type' THEN e->'bus'->>'type' = 'comfort'
		WHEN 'time' THEN extract(hour FROM (e->'from'->>'time')::timestamptz AT TIME ZONE 'Africa/Algiers') BETWEEN 6 AND 11
		WHEN 'price' THEN (e->'unitPrice'->>'amount')::bigint <= 80000 ELSE e->>'status' = 'on_sale' END AS fits
	FROM kept, every
)
SELECT k, bool_and(fits = EXISTS (SELECT FROM jsonb_array_elements(doc->'data') x WHERE x->>'scheduleId' = e->>'scheduleId')) AS right,
	count(*) FILTER (WHERE fits) > 0 AS some, count(*) FILTER (WHERE fits) = (min(doc->'pagination'->>'total'))::int AS counted
FROM judged GROUP BY k ORDER BY k
=> k | right | some | counted
operator | t | t | t
price | t | t | t
seats | t | t | t
time | t | t | t
type | t | t | t

--- the first page
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=3
=> 200
json
{"data": [{{any}}, {{any}}, {"scheduleId": {{>third}}}],
 "pagination": {"page": 1, "limit": 3, "total": {{total}}, "hasNext": true, "hasPrevious": false}}

--- the second goes on
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=3&page=2
=> 200
json
{"data": [{"scheduleId": {{>fourth}}}, {{any}}, {{any}}], "pagination": {"page": 2, "hasNext": true, "hasPrevious": true}}

--- in the order of the whole
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=4
=> 200
json
{"data": [{{any}}, {{any}}, {"scheduleId": "{{third}}"}, {"scheduleId": "{{fourth}}"}]}

--- a page behind the last is empty
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&page=400
=> 200
json
{"data": [], "pagination": {"page": 400, "total": {{total}}, "hasNext": false, "hasPrevious": true}}

--- a day on which nothing runs
sql
SELECT d::date AS empty_day, (SELECT min((s.departure_time AT TIME ZONE 'Africa/Algiers')::date) FROM route_schedules s
	WHERE s.route_id = r.id AND s.status = 'on_sale' AND (s.departure_time AT TIME ZONE 'Africa/Algiers')::date > d) AS next_day,
	(SELECT slug FROM places WHERE id = r.origin) AS a, (SELECT slug FROM places WHERE id = r.destination) AS b
FROM routes r, generate_series(current_date + 1, current_date + 14, interval '1 day') d
WHERE NOT EXISTS (SELECT FROM route_schedules s WHERE s.route_id = r.id AND (s.departure_time AT TIME ZONE 'Africa/Algiers')::date = d)
  AND (SELECT count(*) FROM routes x WHERE x.origin = r.origin AND x.destination = r.destination) = 1
  AND (SELECT count(*) FROM route_stops x JOIN route_patterns p ON p.id = x.pattern_id WHERE p.route_id = r.id) = 2
  AND (SELECT slug FROM places WHERE id = r.origin) IN ('tamanrasset', 'in-guezzam')
ORDER BY r.id, d LIMIT 1
=> empty_day | next_day | a | b
{{>empty_day date}} | {{>next_day date}} | {{>a}} | {{>b}}

--- names the next one
GET /api/v1/routes?origin={{a}}&destination={{b}}&date={{empty_day}}
=> 200
also suggestion
json
{"data": [], "suggestion": {"nextDate": "{{next_day}}"}, "pagination": {"total": 0, "totalPages": 0, "hasNext": false}}

--- a pair nobody serves
GET /api/v1/routes?origin=tindouf&destination=el-tarf&date={{day}}
=> 200
json
{"data": [], "suggestion": {{absent}}, "pagination": {"total": 0}}

--- yesterday
GET /api/v1/routes?origin=alger&destination=oran&date={{today-1}}
=> 422
json
{"error": {"code": "DATE_OUT_OF_RANGE", "field": "date"}}

--- beyond the horizon of sale
GET /api/v1/routes?origin=alger&destination=oran&date={{today+91}}
=> 422
json
{"error": {"code": "DATE_OUT_OF_RANGE", "field": "date"}}

--- the last day of the horizon
GET /api/v1/routes?origin=alger&destination=oran&date={{today+90}}
=> 200

--- today, without what has left
GET /api/v1/routes?origin=alger&destination=oran&date={{today}}&limit=100
=> 200
also suggestion
not departed

--- from a place to itself
GET /api/v1/routes?origin=oran&destination=wahran&date={{day}}
=> 422
json
{"error": {"code": "SAME_PLACE", "field": "destination"}}

--- from a city to its own station
GET /api/v1/routes?origin=alger&destination=alger-kharrouba&date={{day}}
=> 422
json
{"error": {"code": "SAME_PLACE", "field": "destination"}}

--- a name nobody bears: what is nearest
GET /api/v1/routes?origin=oranne&destination=alger&date={{day}}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "origin", "details": {"candidates": ["{{has}}", {"id": {{id place}}, "slug": "oran", "name": {"fr": "Oran"}}]}}}

--- nothing is near
GET /api/v1/routes?origin=alger&destination=zzzzqqq&date={{day}}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "destination", "details": {"candidates": []}}}

--- an id nobody has
GET /api/v1/routes?origin=place_999999&destination=alger&date={{day}}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "origin"}}

--- two towns of one name
set twin = Ain{{digits 6}}
sql
INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords)
SELECT lower({{twin}}) || '-' || n, 'city', 9, {{twin}}, 'عين', {{twin}}, point(36, 3) FROM generate_series(1, 2) n;
=> ok

--- their spelling
sql
INSERT INTO place_aliases (place_id, alias, fold, is_name)
SELECT id, {{twin}}, fold({{twin}}), true FROM places WHERE name_fr = {{twin}} RETURNING 1 AS n
=> n
1
1

--- the visitor is asked which
GET /api/v1/routes?origin={{twin}}&destination=alger&date={{day}}
=> 422
json
{"error": {"code": "AMBIGUOUS_PLACE", "field": "origin", "details": {"candidates": [{"id": {{id place}}, "slug": {{>one}}, "name": {"fr": "{{twin}}"}},
 {"id": {{id place}}, "slug": {{any}}, "name": {"fr": "{{twin}}"}}]}}}

--- by slug each is plain
GET /api/v1/routes?origin={{one}}&destination=alger&date={{day}}
=> 200
json
{"data": []}

--- they leave again
sql
UPDATE places SET is_active = false WHERE name_fr = {{twin}}
=> ok

--- nothing asked at all: all three are named
GET /api/v1/routes
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "origin", "details": {"fields": [{"field": "origin"}, {"field": "destination"}, {"field": "date"}]}}}

--- a key nobody knows
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&utm_source=x
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "utm_source"}}

--- a key in another case is another key
GET /api/v1/routes?Origin=alger&destination=oran&date={{day}}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "origin", "details": {"fields": [{"field": "origin"}, {"field": "Origin", "code": "UNKNOWN_FIELD"}]}}}

--- dates that are none
GET /api/v1/routes?origin=alger&destination=oran&date=2026-02-30
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "date"}}

--- a date as people write it, with a month that is none
GET /api/v1/routes?origin=alger&destination=oran&date=26/13/2026
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "date"}}

--- a day as people write it
sql
SELECT to_char({{day}}::date, 'DD/MM/YYYY') AS written
=> written
{{>written}}

--- is that day
GET /api/v1/routes?origin=alger&destination=oran&date={{written}}&limit=100
=> 200
json
{"pagination": {"total": {{total}}}}

--- a date with a tail
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}T00:00
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "date"}}

--- no people
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&passengers=0
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- too many people
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&passengers=7
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- an order that is none
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&sort=price;drop+table
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "sort"}}

--- a type that is none
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&type=vip
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "type"}}

--- a time of day that is none
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&time=noon
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "time"}}

--- a company by name
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&operator=bahia
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "operator"}}

--- a price that is none
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&maxPrice=-1
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "maxPrice"}}

--- a choice that is neither
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&seatsOnly=maybe
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seatsOnly"}}

--- a page before the first
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&page=0
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "page"}}

--- a page nobody pages to
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&page=501
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "page"}}

--- more on a page than there may be
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=101
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- a limit beyond every number
GET /api/v1/routes?origin=alger&destination=oran&date={{day}}&limit=1e9
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "limit"}}

--- SQL in a name is a name
GET /api/v1/routes?origin=alger%27%20OR%201%3D1--&destination=oran&date={{day}}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "origin"}}

--- Redis commands in a name are a name
GET /api/v1/routes?origin=alger%20%2A3%20SET%20search%3A1&destination=oran&date={{day}}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "origin"}}
