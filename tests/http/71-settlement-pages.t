# The same on pages: the accountant disputes and the owner reads, two people of finance close, look, sign and pay; a
# second statement is agreed with.
use common-settlement.t

--- the form of sign-in
as books
GET /fr/account/login
=> 200
form sign-in ~^$

--- the accountant signs in
as books
POST /fr/account/login

@sign-in
login = accountant-{{desk}}@example.dz
password = {{secret}}
=> 303

--- statements of the company
as books
GET /fr/partner/settlements
=> 200
has /fr/partner/settlements/{{statement}}
has À vérifier
has 1 380,00

--- one of them
as books
GET /ar/partner/settlements/{{statement}}
=> 200
has {{ref}}
has تذكرة رحلة منجزة
has /ar/partner/settlements/{{statement}}/lines.csv
form dispute ~/dispute$
form agree ~/agree$

--- a dispute without a reason is asked for one
as books
POST {{dispute.action}}

@dispute
=> 422
has id="reason-error"

--- with a reason
as books
POST {{dispute.action}}

@dispute
reason = Une place de trop
=> 303
Location: /ar/partner/settlements/{{statement}}

--- it is shown
as books
GET /fr/partner/settlements/{{statement}}
=> 200
has Une place de trop
has Contesté
not {{statement}}/agree

--- its lines as a file
as books
GET /fr/partner/settlements/{{statement}}/lines.csv
=> 200
has {{ref}}
has Billet voyagé

--- on paper
until 10s
as books
GET /fr/partner/settlements/{{statement}}/statement.pdf
=> 200
Content-Type: application/pdf

--- the form of sign-in again
as first
GET /fr/account/login
=> 200
form sign-in ~^$

--- the first of finance
as first
POST /fr/account/login

@sign-in
login = salima-{{desk}}@example.dz
password = {{secret}}
=> 303

--- the form once more
as second
GET /fr/account/login
=> 200
form sign-in ~^$

--- the second of finance
as second
POST /fr/account/login

@sign-in
login = tarik-{{desk}}@example.dz
password = {{secret}}
=> 303

--- statements of all companies
as first
GET /fr/admin/settlements?partner=partner_{{partner}}
=> 200
has {{name}}
form close ~/settlements/close$

--- of a day with nothing there is none
as first
POST {{close.action}}

@close
partnerId = partner_{{partner}}
until = {{yesterday}}
=> 422

--- the statement, its dispute
as first
GET /fr/admin/settlements/{{statement}}
=> 200
has Une place de trop
has {{ref}}
form review ~/review$

--- is settled
as first
POST {{review.action}}

@review
reason = Place vérifiée
=> 303

--- and signed
as first
GET /fr/admin/settlements/{{statement}}
=> 200
form approve ~/approve$

--- once
as first
POST {{approve.action}}

@approve
=> 303

--- the company's account
as first
GET /fr/admin/partners/partner_{{partner}}
=> 200
form account ~/account$

--- is wrong
as first
POST {{account.action}}

@account
rib = 123
=> 422
has id="rib-error"

--- is right
as first
POST {{account.action}}

@account
rib = 00799999001234567890
=> 303

--- the first does not sign twice
as first
GET /fr/admin/settlements/{{statement}}
=> 200
form pay ~/admin/transfers$

--- not even by the form
as first
POST {{pay.action}}

@pay
=> 422
has Une autre personne

--- the second does, from the list
as second
GET /fr/admin/settlements?partner=partner_{{partner}}&status=approved
=> 200
has value="{{statement}}"
form pay ~/admin/transfers$

--- signed and paid
as second
POST {{pay.action}}

@pay
settlements := {{statement}}
=> 303
Location: /fr/admin/transfers

--- the file
as second
GET /fr/admin/transfers
=> 200
capture file ~/fr/admin/transfers/(transfer_[0-9a-z]+)/file
has Finance tarik

--- is taken
as second
GET /fr/admin/transfers/{{file}}/file
=> 200
has ;00799999001234567890;{{name}};138000;DZD;

--- the company sees that it was paid
as books
GET /fr/partner/settlements?status=paid
=> 200
has {{statement}}
