# Traces: a caller's traceparent goes on through the request, its statements, the job and the call to
# a host of ours; no value is in any span; a collector in trouble delays nobody.
from {{ip}}
set trace = 4bf92f3577b34da6a3ce929d0e0e4736
set paid = 5cf92f3577b34da6a3ce929d0e0e4736
use common-hold.t

--- a request with a traceparent
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
traceparent: 00-{{trace}}-00f067aa0ba902b7-00
=> 200

--- its spans arrive
until 10s
GET {{WORLD}}/__sim/otlp/spans?trace={{trace}}
=> 200
has "name":"GET /api/v1/bookings/:id"
capture spans ~(.*)

--- the request is the caller's child, statements and commands are the request's
sql
WITH s AS (SELECT e->>'service' AS service, e->'span' AS span FROM jsonb_array_elements({{spans}}::jsonb->'spans') e),
	root AS (SELECT * FROM s WHERE (span->>'kind')::int = 2)
SELECT count(*) AS requests, min(service) AS service, min(span->>'parentSpanId') AS parent,
	(SELECT count(*) FROM s WHERE (span->>'kind')::int = 3 AND span->>'parentSpanId' NOT IN (SELECT span->>'spanId' FROM root)) AS strays,
	(SELECT count(*) FROM s WHERE span->>'name' = 'postgresql booking/find') AS found,
	(SELECT count(*) FROM s WHERE span->>'name' = 'redis EVALSHA') AS counted,
	(SELECT bool_and(span->>'startTimeUnixNano' >= (SELECT span->>'startTimeUnixNano' FROM root)) FROM s) AS within
FROM root
=> requests | service | parent | strays | found | counted | within
1 | bookings | 00f067aa0ba902b7 | 0 | 1 | 1 | t

--- and what it answered
sql
SELECT a->'value' AS status FROM jsonb_array_elements({{spans}}::jsonb->'spans') e, jsonb_array_elements(e->'span'->'attributes') a
WHERE e->'span'->>'kind' = '2' AND a->>'key' = 'http.response.status_code'
=> status
{"intValue": "200"}

--- the line of the request in the log names the trace
sql
SELECT count(*) AS lines FROM pg_ls_dir({{$VAR}} || '/log') f,
	regexp_split_to_table(pg_read_file({{$VAR}} || '/log/' || f), E'\n') l
WHERE f ~ '^bookings-.*\.log$' AND l LIKE '%"event":"request"%' AND l::jsonb->>'trace' = {{trace}}
=> lines
1

--- a traceparent that is none begins another trace
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
traceparent: 00-6BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01
=> 200

--- so does one of zeros
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01
=> 200

--- a payment, whose SMS a job sends
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr
traceparent: 00-{{paid}}-00f067aa0ba902b8-01

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- the call that sent it arrives
until 15s
GET {{WORLD}}/__sim/otlp/spans?trace={{paid}}
=> 200
has "name":"sms_http send"
has "name":"job notice.cash"
capture spans ~(.*)

--- the aggregator got a traceparent
GET {{WORLD}}/__sim/journal?provider=aggregator&op=send
=> 200
capture calls ~(.*)

--- request, job and call are one line of descent, told to the aggregator as it was
sql
WITH s AS (SELECT e->>'service' AS service, e->'span' AS span FROM jsonb_array_elements({{spans}}::jsonb->'spans') e),
	request AS (SELECT * FROM s WHERE span->>'kind' = '2'),
	job AS (SELECT * FROM s WHERE span->>'name' = 'job notice.cash'),
	call AS (SELECT * FROM s WHERE span->>'name' = 'sms_http send')
SELECT request.service AS request, job.service AS job, call.service AS call,
	job.span->>'parentSpanId' = request.span->>'spanId' AS job_of_request,
	call.span->>'parentSpanId' = job.span->>'spanId' AS call_of_job,
	(SELECT {{calls}}::jsonb::text LIKE '%00-' || {{paid}} || '-' || (call.span->>'spanId') || '-01%') AS told
FROM request, job, call
=> request | job | call | job_of_request | call_of_job | told
payments | worker-messages | worker-messages | t | t | t

--- everything the collector got
GET {{WORLD}}/__sim/otlp/spans
=> 200
capture all ~(.*)

--- nobody's number, name, address, reference, token or key is in it, and no other trace took the wrong id
sql
SELECT count(*) FILTER (WHERE t LIKE '%' || v || '%') AS found, bool_and(t LIKE '%booking/hold%') AS looked
FROM (SELECT {{all}}::jsonb::text AS t) x, unnest(ARRAY[{{last9}}, 'Amina', 'Benali', 'amina@', {{ref}}, {{token}}, {{booking}}, '3A', '6bf92f3577b34da6', '127.0.0.1']) v
=> found | looked
0 | t

--- names are of routes, statements, commands, operations and jobs
sql
SELECT count(*) > 30 AS many, count(*) FILTER (WHERE e->'span'->>'name' !~
	'^((GET|POST|PATCH|PUT|DELETE) (/[A-Za-z0-9_:/.-]*|-)|postgresql ([a-z]+/[a-z_]+|BEGIN|BEGIN READ ONLY|COMMIT|ROLLBACK|FETCH)|redis ([A-Z]+|pipeline)|job [a-z._]+|sms_http send)$') AS others
FROM jsonb_array_elements({{all}}::jsonb->'spans') e
=> many | others
t | 0

--- no span arrived twice, none was refused
sql
SELECT count(*) = count(DISTINCT e->'span'->>'spanId') AS once FROM jsonb_array_elements({{all}}::jsonb->'spans') e
=> once
t

--- the collector breaks off, refuses, and falls silent
POST {{WORLD}}/__sim/faults

{"provider": "otlp", "op": "export", "queue": ["http503", "http400", "reset", "timeout", "timeout", "timeout", "timeout", "timeout", "timeout"]}
=> 200

--- two hundred requests are answered as ever
repeat 200
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200

--- and what was lost is counted
until 10s
plain
from 127.0.0.1
GET /metrics
=> 200
has ~abrid_spans_dropped_total.program="bookings". [1-9]
has ~abrid_spans_sent_total.program="bookings". [1-9]

--- the collector is well again
POST {{WORLD}}/__sim/faults

{"provider": "otlp", "op": "export", "queue": []}
=> 200

--- and hears of what comes now
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
traceparent: 00-7cf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01
=> 200

--- in its time
until 20s
GET {{WORLD}}/__sim/otlp/spans?trace=7cf92f3577b34da6a3ce929d0e0e4736
=> 200
has "name":"GET /api/v1/bookings/:id"
