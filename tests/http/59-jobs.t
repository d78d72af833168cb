# Work behind the scenes as monitoring sees it: what was done, by lane and kind, and what waits or was
# given up.
set lang = fr
use common-paid.t

--- a job that nobody can do
sql
SELECT count(*) AS n FROM (SELECT job_add('messages', 'test.unknown', {{ref}}, '{}')) x
=> n
1

--- is given up
until 10s
sql
SELECT state, attempts, error LIKE '%no handler for test.unknown' AS why FROM jobs WHERE kind = 'test.unknown' AND dedup_key = {{ref}}
=> state | attempts | why
dead | 1 | t

--- the counters tell
until 10s
plain
GET /metrics
=> 200
has ~abrid_jobs_dead\{lane="messages",kind="test.unknown"\} [1-9]
has ~abrid_jobs_waiting\{lane="messages",kind="test.unknown"\} 0
has ~abrid_jobs_oldest_seconds\{lane="messages"
has ~abrid_requests_total\{program="worker-messages",method="JOB",route="notice.confirmed",status="2xx"\} [1-9]
has ~abrid_requests_total\{program="worker-documents",method="JOB",route="ticket.issue",status="2xx"\} [1-9]
has ~abrid_jobs_done_total\{program="worker-messages"\} [1-9]
has abrid_alert{name="jobs_dead"} 1

--- the platform's people sign in
as staff
GET /fr/account/login
=> 200
form sign-in ~^$

--- to their dashboard
as staff
POST /fr/account/login

@sign-in
login = {{$ADMIN}}
password = {{$ADMIN_PASSWORD}}
=> 303
Location: /fr/admin/

--- which says first what was given up
as staff
GET /fr/admin/
=> 200
has role="alert"
has test.unknown
has no handler for test.unknown

--- as nothing was left of it
sql
DELETE FROM jobs WHERE kind = 'test.unknown' AND dedup_key = {{ref}} RETURNING state
=> state
dead
