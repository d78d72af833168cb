# Staff signs in on pages: the way to a portal, wrong passwords, where one lands, who may enter which
# portal, and the end of a session.
use common-staff.t

--- a portal asks who it is, and remembers where one wanted to go
as desk
GET /fr/partner/bookings?status=confirmed
=> 303
Cache-Control: no-store
Location: {{>way /.fr.account.login.next=%2Ffr%2Fpartner%2Fbookings.*/}}

--- for the API it is 401
GET /api/v1/partner/bookings
=> 401
WWW-Authenticate: Bearer
json
{"error": {"code": "UNAUTHORIZED"}}

--- a token of nobody as well
GET /api/v1/partner/bookings
Authorization: Bearer eyJhbGciOiJub25lIn0.e30.
=> 401

--- the form, in the language of the page
as desk
GET {{way}}
=> 200
Content-Security-Policy: ~default-src 'self'
Cache-Control: no-store
has <html lang="fr" dir="ltr">
has autocomplete="current-password"
form sign-in ~^$

--- nothing typed
as desk
POST /fr/account/login

@sign-in
=> 422
has <title>Erreur
has href="#login"

--- a wrong password: the form comes back with the name, without the password
as desk
POST /fr/account/login

@sign-in
login = owner-{{desk}}@example.dz
password = wrong-{{secret}}
=> 422
has <title>Erreur
has owner-{{desk}}@example.dz
not wrong-{{secret}}
capture words ~href="#login">([^<]*)<

--- somebody unknown reads the same
as desk
POST /fr/account/login

@sign-in
login = nobody-{{desk}}@example.dz
password = {{secret}}
=> 422
has href="#login">{{words}}<

--- something that is neither phone nor e-mail too
as desk
POST /fr/account/login

@sign-in
login = owner
password = {{secret}}
=> 422
has href="#login">{{words}}<

--- a form without its proof is refused
as desk
POST /fr/account/login

@sign-in
_csrf -
login = owner-{{desk}}@example.dz
password = {{secret}}
=> 403

--- so is one that another site sends
as desk
POST /fr/account/login
Origin: https://example.org

@sign-in
login = owner-{{desk}}@example.dz
password = {{secret}}
=> 403

--- the right one leads where one wanted to go; scripts and other sites do not get the cookie
as desk
POST /fr/account/login

@sign-in
login = owner-{{desk}}@example.dz
password = {{secret}}
=> 303
Location: /fr/partner/bookings?status=confirmed
Set-Cookie: ~^__Host-session=[0-9a-z]{26}; Path=/; Max-Age=[0-9]+; HttpOnly; SameSite=Lax; Secure$

--- the portal names company and person
as desk
GET /fr/partner/bookings?status=confirmed
=> 200
Cache-Control: no-store
has {{name}}
has Nadia Ziani
form out /fr/account/logout

--- in Arabic the company has its Arabic name
as desk
GET /ar/partner/
=> 200
has <html lang="ar" dir="rtl">
has تجربة

--- the short address leads in
as desk
GET /fr/partner
=> 303
Location: /fr/partner/

--- the other portal is not his
as desk
GET /fr/admin/
=> 403
not {{name}}
has <html lang="fr"

--- nor its API
GET /api/v1/admin/bookings
Authorization: Bearer {{owner}}
=> 403
json
{"error": {"code": "FORBIDDEN"}}

--- a cookie alone changes nothing through the API
as desk
POST /api/v1/partner/trips/{{trip}}/sell
Idempotency-Key: {{uuid}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}]}
=> 403
json
{"error": {"code": "CSRF_REFUSED"}}

--- with the proof of its session it does
as desk
POST /api/v1/partner/trips/{{trip}}/sell
Idempotency-Key: {{uuid}}
X-CSRF-Token: {{out._csrf}}

{"fromStopId": "{{first}}", "toStopId": "{{last}}", "passengers": [{"firstName": "Amina", "lastName": "Benali", "idNumber": "1"}]}
=> 201

--- next is a path of this site, or the portal
as elsewhere
GET /fr/account/login?next=https:%2F%2Fexample.org%2Ffr%2Fpartner%2F
=> 200
form sign-in ~^$

--- not an address
as elsewhere
POST /fr/account/login

@sign-in
login = owner-{{desk}}@example.dz
password = {{secret}}
=> 303
Location: /fr/partner/

--- nor one without its scheme
as elsewhere
GET /en/account/login?next=//example.org
=> 200
form sign-in ~^$

--- so it is the portal
as elsewhere
POST /en/account/login

@sign-in
login = viewer-{{desk}}@example.dz
password = {{secret}}
=> 303
Location: /en/partner/

--- a customer lands at her bookings
as traveller
GET /ar/account/login
=> 200
form sign-in ~^$

--- not in a portal
as traveller
POST /ar/account/login

@sign-in
login = {{$CUSTOMER}}
password = {{$CUSTOMER_PASSWORD}}
=> 303
Location: /ar/account

--- no portal lets her in
as traveller
GET /ar/partner/
=> 403
has <html lang="ar" dir="rtl">

--- neither of them
as traveller
GET /ar/admin/
=> 403

--- the platform's staff
as boss
GET /fr/admin/fleet
=> 303
Location: {{>way}}

--- has the same form
as boss
GET {{way}}
=> 200
form sign-in ~^$

--- and lands in its portal
as boss
POST /fr/account/login

@sign-in
login = {{$ADMIN}}
password = {{$ADMIN_PASSWORD}}
=> 303
Location: /fr/admin/fleet

--- where it is let in
as boss
GET /fr/admin
=> 303
Location: /fr/admin/

--- but not into a company's, which is of nobody there
as boss
GET /fr/partner/
=> 403

--- signing out
as desk
POST {{out.action}}

@out
=> 303
Location: /fr/
Set-Cookie: ~^__Host-session=; Path=/; Max-Age=0

--- is the end of the session, not only of the cookie
as desk
GET /fr/partner/
=> 303
Location: /fr/account/login?next=%2Ffr%2Fpartner%2F

--- a company that is suspended
sql
UPDATE partners SET status = 'suspended' WHERE id = {{partner}}::bigint
=> ok

--- has no office any more
as elsewhere
GET /en/partner/
=> 303
Location: /en/account/login?next=%2Fen%2Fpartner%2F

--- and nobody signs in for it
POST /api/v1/auth/login

{"email": "owner-{{desk}}@example.dz", "password": "{{secret}}"}
=> 401
json
{"error": {"code": "INVALID_CREDENTIALS"}}

--- nor somebody who left
sql
WITH p AS (UPDATE partners SET status = 'active' WHERE id = {{partner}}::bigint RETURNING id)
UPDATE users SET is_active = false WHERE email = 'cashier-' || {{desk}} || '@example.dz'
=> ok

--- for the company that is back
POST /api/v1/auth/login

{"email": "cashier-{{desk}}@example.dz", "password": "{{secret}}"}
=> 401
json
{"error": {"code": "INVALID_CREDENTIALS"}}
