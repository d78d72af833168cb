# The pages of an account, driven as a browser without scripts does.
from {{ip}}
use common-person.t

--- the door
as lina
GET /fr/account/login
=> 200
form login {{/.*/}}

--- in
as lina
POST /fr/account/login

@login
login = {{phone}}
password = {{password}}
=> 303
Location: /fr/account

--- the account leads to its pages
as lina
GET /fr/account
=> 200
has /fr/account/profile
has /fr/account/security
has /fr/account/saved
has /fr/account/data

--- the profile
as lina
GET /fr/account/profile
=> 200
has value="Lina"
form profile {{/.*/}}

--- without a name it comes back with what was typed
as lina
POST /fr/account/profile

@profile
firstName =
lastName = Ziane
=> 422
has value="Ziane"
has ~id="firstName"[^>]*aria-invalid="true"

--- changed, and shown in the language chosen
as lina
POST /fr/account/profile

@profile
firstName = Lyna
language = ar
noticesEmail -
=> 303
Location: /ar/account/profile

--- as it was saved
as lina
GET /ar/account/profile
=> 200
has <html lang="ar" dir="rtl">
has value="Lyna"
not ~name="noticesEmail" value="1" checked
has ~name="noticesSms" value="1" checked

--- sign-in and devices
as lina
GET /fr/account/security
=> 200
has cet appareil
form contact /fr/account/security/contact
form password /fr/account/security/password
form end /fr/account/security/end

--- a wrong password keeps her phone
as lina
POST {{contact.action}}

@contact
phone = 0541{{digits 6}}
contactPassword = wrong
=> 422
has ~id="contactPassword"[^>]*aria-invalid="true"

--- a password too easy
as lina
POST {{password.action}}

@password
currentPassword = {{password}}
password = qwertyuiop1
=> 422
has ~id="password"[^>]*aria-invalid="true"

--- another mail, with the password
set mail = {{digits 9}}@example.dz
as lina
POST {{contact.action}}

@contact
email = {{mail}}
contactPassword = {{password}}
=> 303
Location: ~^/fr/account/confirm\?challenge=code_

--- its code
until 10s
GET {{WORLD}}/__sim/sendgrid/mails?to={{mail}}
=> 200
capture code ~"subject":"([0-9]{6})

--- all other devices end
as lina
POST {{end.action}}

@end
session -
=> 303
Location: /fr/account/security

--- the app among them
POST /api/v1/auth/refresh

{"refreshToken": "{{refresh}}"}
=> 401

--- saved things
as lina
GET /fr/account/saved
=> 200
form passenger /fr/account/saved/passengers
form method /fr/account/saved/methods

--- a passenger
as lina
POST {{passenger.action}}

@passenger
firstName = Yanis
lastName = Haddad
age = ١٢
=> 303

--- a way to pay
as lina
POST {{method.action}}

@method
kind = cash
=> 303

--- both are there
as lina
GET /fr/account/saved
=> 200
has Yanis
has 12
form gone {{/.*passengers.passenger_.*drop/}}

--- and go
as lina
POST {{gone.action}}

@gone
=> 303

--- one is gone
as lina
GET /fr/account/saved
=> 200
not Yanis

--- the data
as lina
GET /fr/account/data
=> 200
form consents /fr/account/data/consents
form copy /fr/account/data/export

--- offers, please
as lina
POST {{consents.action}}

@consents
offers += 1
=> 303

--- on record
as lina
GET /fr/account/data
=> 200
has ~name="offers" value="1" checked

--- a copy
as lina
POST {{copy.action}}

@copy
=> 303

--- becomes a file
until 15s
as lina
GET /fr/account/data
=> 200
capture file ~/fr/account/data/(export_[0-9a-z]{26})

--- which is hers
plain
as lina
GET /fr/account/data/{{file}}
=> 200
has +21355{{tail}}

--- and nobody else's
as nobody
GET /fr/account/data/{{file}}
=> 303

--- the last step
as lina
GET /fr/account/erase
=> 200
form erase /fr/account/erase
form bycode /fr/account/erase/code

--- a wrong password
as lina
POST {{erase.action}}

@erase
currentPassword = wrong
=> 422

--- a code instead
as lina
POST {{bycode.action}}

@bycode
=> 303
Location: ~^/fr/account/erase\?challenge=code_

--- the right one
as lina
POST {{erase.action}}

@erase
currentPassword = {{password}}
=> 303
Location: /fr/

--- forgotten
as lina
GET /fr/account/profile
=> 303
Location: ~^/fr/account/login

--- from another site nothing is done
as mallory
POST /fr/account/logout
Origin: https://evil.test
=> 403

--- nor without the form's proof
as mallory
POST /fr/account/security/end

@
session := session_1
=> 303*0-1 403*0-1
