# What watches the platform: whether a program runs, whether requests can be served, state of every
# part, counters for callers on this host.

--- the program runs
GET /health/live
=> 200

--- requests can be served
GET /health/ready
Accept: application/json
=> 200
json
{"data": {{any}}}

--- every part
GET /health
=> 200
json
{"data": {"jobs": {{any}}}}

--- counters of all programs
plain
GET /metrics
=> 200
Content-Type: text/plain; version=0.0.4; charset=utf-8
has ~^# (HELP|TYPE) abrid_

--- for other hosts there are none
from {{ip}}
GET /metrics
=> 404
