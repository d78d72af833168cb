# The office of a company of its own (common-company.t): one account of each role, all with {{secret}}
# as password, and a bearer token of each.
use common-company.t
from {{ip}}
set desk = {{digits 10}}
set secret = {{$PARTNER_OWNER_PASSWORD}}

--- five people, with a password that is known
sql
INSERT INTO users (public_id, email, password_hash, first_name, last_name, role, partner_id, is_verified)
SELECT gen_random_uuid(), r || '-' || {{desk}} || '@example.dz', o.password_hash, CASE r WHEN 'owner' THEN 'Nadia' ELSE 'Personne' END,
	CASE r WHEN 'owner' THEN 'Ziani' ELSE initcap(r) END, 'partner_' || r, {{partner}}::bigint, true
FROM users o, unnest('{owner,planner,cashier,accountant,viewer}'::text[]) r WHERE o.email = {{$PARTNER_OWNER}}
=> ok

--- the owner signs in
POST /api/v1/auth/login

{"email": "owner-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>owner}}, "user": {"role": "partner_owner"}}}

--- the planner
POST /api/v1/auth/login

{"email": "planner-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>planner}}}}

--- the cashier
POST /api/v1/auth/login

{"email": "cashier-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>cashier}}}}

--- the accountant
POST /api/v1/auth/login

{"email": "accountant-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>accountant}}}}

--- the viewer
POST /api/v1/auth/login

{"email": "viewer-{{desk}}@example.dz", "password": "{{secret}}"}
=> 200
json
{"data": {"accessToken": {{>viewer}}}}
