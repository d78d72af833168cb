# Counters are those of all processes of a program together: what each of them served is counted, once.
use common-hold.t
from {{ip}}

--- one request, so that there is a line
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200

--- the counters before
plain
from 127.0.0.1
GET /metrics
=> 200
capture good ~abrid_requests_total.program="bookings",method="GET",route="/api/v1/bookings/:id",status="2xx". ([0-9]+)
capture timed ~abrid_request_seconds_count.program="bookings",method="GET",route="/api/v1/bookings/:id". ([0-9]+)

--- two hundred at once
parallel 200
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
X-Request-Id: counted
=> 200*200

--- and a hundred of somebody who may not
parallel 100
GET /api/v1/bookings/{{booking}}
=> 404*100

--- the counters after
sleep 300ms
plain
from 127.0.0.1
GET /metrics
=> 200
capture good_after ~abrid_requests_total.program="bookings",method="GET",route="/api/v1/bookings/:id",status="2xx". ([0-9]+)
capture timed_after ~abrid_request_seconds_count.program="bookings",method="GET",route="/api/v1/bookings/:id". ([0-9]+)
capture slowest ~abrid_request_seconds_bucket.program="bookings",method="GET",route="/api/v1/bookings/:id",le=".Inf". ([0-9]+)

--- are exact
sql
SELECT {{good_after}}::int - {{good}}::int AS good, {{timed_after}}::int - {{timed}}::int AS timed, {{slowest}} = {{timed_after}} AS whole
=> good | timed | whole
200 | 300 | t

--- though several processes served
sql
SELECT count(*) AS served, count(DISTINCT l::jsonb->>'pid') > 1 AS several FROM pg_ls_dir({{$VAR}} || '/log') f,
	regexp_split_to_table(pg_read_file({{$VAR}} || '/log/' || f), E'\n') l
WHERE f ~ '^bookings-.*\.log$' AND l LIKE '%"event":"request"%' AND l::jsonb->>'id' = 'counted'
=> served | several
200 | t
