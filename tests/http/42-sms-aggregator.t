# SMS through an aggregator that takes one HTTP request per message: the same texts, refused numbers
# fail, and a message whose answer was lost arrives once.
use common-hold.t
from {{ip}}

--- the aggregator has trouble: it does not take the first try, and loses the answer to the second
POST {{WORLD}}/__sim/faults

{"provider": "aggregator", "op": "send", "queue": ["http503", "accepted_then_http503"]}
=> 200

--- a booking in cash
POST /api/v1/payments/initiate
X-Booking-Token: {{token}}
Idempotency-Key: {{uuid}}
Accept-Language: fr

{"bookingId": "{{booking}}", "method": "cash"}
=> 201

--- the SMS is sent in the end
until 20s
sql
SELECT n.state, n.segments, n.provider_id IS NOT NULL AS id FROM notices n JOIN booking_keys k ON k.id = n.booking_id WHERE k.booking_ref = {{ref}}
=> state | segments | id
sent | 1 | t

--- three tries
GET {{WORLD}}/__sim/journal?provider=aggregator&op=send
=> 200
capture calls ~(.*)

--- of which the aggregator knew the third
sql
SELECT string_agg(e->>'status', ' ' ORDER BY (e->>'seq')::int) AS statuses, max(e->>'verdict') FILTER (WHERE e->>'status' = '200') LIKE 'the same as %' AS same
FROM jsonb_array_elements({{calls}}::jsonb->'entries') e
=> statuses | same
503 503 200 | t

--- so that it arrived once
GET {{WORLD}}/__sim/aggregator/messages
=> 200
capture taken ~(.*)

--- with the reference
sql
SELECT count(*) AS n, bool_and(m->>'text' LIKE '%' || {{ref}} || '%' AND m->>'from' = 'ABRID') AS right
FROM jsonb_array_elements({{taken}}::jsonb->'messages') m
=> n | right
1 | t

--- and nothing went to Twilio
GET {{WORLD}}/__sim/journal?provider=twilio&op=create
=> 200
has "entries":[]
