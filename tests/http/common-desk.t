# The same office with its owner signed in on pages, as the client `desk`.
use common-staff.t

--- the way to the portal leads through the sign-in form
as desk
GET /fr/partner/
=> 303
Location: {{>way /.*next=%2[Ff]fr%2[Ff]partner%2[Ff]/}}

--- the form
as desk
GET {{way}}
=> 200
form sign-in ~^$

--- signed in
as desk
POST /fr/account/login

@sign-in
login = owner-{{desk}}@example.dz
password = {{secret}}
=> 303
Location: /fr/partner/
