# The office of a company of its own (common-company.t): one account of each role, all with {{secret}}
# as password, and a bearer token of each.
use common-company.t
from {{ip}}
set desk = {{digits 10}}
set secret = tell-{{desk}}

--- an account
POST /api/v1/auth/register

{"phone": "0771{{digits 6}}", "email": "owner-{{desk}}@example.dz", "password": "{{secret}}", "firstName": "Nadia", "lastName": "Ziani"}
=> 201

--- it owns the company, and there are others
sql
WITH o AS (
	UPDATE users SET role = 'partner_owner', partner_id = {{partner}}::bigint WHERE email = 'owner-' || {{desk}} || '@example.dz'
	RETURNING password_hash
)
INSERT INTO users (public_id, email, password_hash, first_name, last_name, role, partner_id)
SELECT gen_random_uuid(), r || '-' || {{desk}} || '@example.dz', o.password_hash, 'Personne', initcap(r), 'partner_' || r, {{partner}}::bigint
FROM o, unnest('{planner,cashier,accountant,viewer}'::text[]) r
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
