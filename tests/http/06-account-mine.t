# What belongs to somebody: names, choices, passengers, ways to pay, consents; nobody else's.
from {{ip}}
use common-person.t
set other = {{access}}
use common-person.t

--- names and language
PATCH /api/v1/users/me
Authorization: Bearer {{access}}

{"firstName": "Lina Ève", "language": "ar"}
=> 200
json
{"data": {"firstName": "Lina Ève", "lastName": "Haddad", "language": "ar"}}

--- what she may not say of herself
PATCH /api/v1/users/me
Authorization: Bearer {{access}}

{"role": "admin"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD"}}

--- nothing chosen: what holds for everyone
GET /api/v1/users/me/preferences
Authorization: Bearer {{access}}
=> 200
json exact
{"success": true, "data": {"language": "ar", "noticesSms": true, "noticesEmail": true, "favouritePlaces": []}, "meta": {{any}}}

--- a place
GET /api/v1/places?q=oran
=> 200
json
{"data": [{"id": {{>oran id place}}}, {{rest}}]}

--- chosen
PATCH /api/v1/users/me/preferences
Authorization: Bearer {{access}}

{"noticesEmail": false, "favouritePlaces": ["{{oran}}"], "language": "fr"}
=> 200
json
{"data": {"language": "fr", "noticesSms": true, "noticesEmail": false, "favouritePlaces": [{"id": "{{oran}}", "name": {"fr": {{string}}, "ar": {{string}}}}]}}

--- a place that is none
PATCH /api/v1/users/me/preferences
Authorization: Bearer {{access}}

{"favouritePlaces": ["place_999999999"]}
=> 422
json
{"error": {"code": "UNKNOWN_PLACE", "field": "favouritePlaces"}}

--- nor a word
PATCH /api/v1/users/me/preferences
Authorization: Bearer {{access}}

{"favouritePlaces": ["'; DROP TABLE users"]}
=> 422

--- a passenger
POST /api/v1/users/me/passengers
Authorization: Bearer {{access}}

{"firstName": "Yanis", "lastName": "Haddad", "age": 9}
=> 201
json
{"data": {"id": {{>child id passenger}}, "firstName": "Yanis", "age": 9}}

--- grown
PATCH /api/v1/users/me/passengers/{{child}}
Authorization: Bearer {{access}}

{"firstName": "Yanis", "lastName": "Haddad", "age": 10, "idNumber": "109870"}
=> 200

--- kept
GET /api/v1/users/me/passengers
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"id": "{{child}}", "age": 10, "idNumber": "109870"}]}

--- somebody else's is not there
PATCH /api/v1/users/me/passengers/{{child}}
Authorization: Bearer {{other}}

{"firstName": "X", "lastName": "Y"}
=> 404

--- nor to drop
DELETE /api/v1/users/me/passengers/{{child}}
Authorization: Bearer {{other}}
=> 404

--- nor to see
GET /api/v1/users/me/passengers
Authorization: Bearer {{other}}
=> 200
json
{"data": []}

--- forgotten
DELETE /api/v1/users/me/passengers/{{child}}
Authorization: Bearer {{access}}
=> 200

--- a way to pay
POST /api/v1/users/me/payment-methods
Authorization: Bearer {{access}}

{"kind": "edahabia", "label": "La mienne", "isDefault": true}
=> 201
json
{"data": {"id": {{>method id method}}, "kind": "edahabia"}}

--- a card number is no name
POST /api/v1/users/me/payment-methods
Authorization: Bearer {{access}}

{"kind": "cib", "label": "6280 5811 1000 7215"}
=> 400
json
{"error": {"field": "label"}}

--- there it is
GET /api/v1/users/me/payment-methods
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"id": "{{method}}", "isDefault": true}]}

--- somebody else cannot drop it
DELETE /api/v1/users/me/payment-methods/{{method}}
Authorization: Bearer {{other}}
=> 404

--- she can
DELETE /api/v1/users/me/payment-methods/{{method}}
Authorization: Bearer {{access}}
=> 200

--- offers: yes
POST /api/v1/users/me/consents
Authorization: Bearer {{access}}

{"subject": "offers", "granted": true}
=> 201

--- offers: no
POST /api/v1/users/me/consents
Authorization: Bearer {{access}}

{"subject": "offers", "granted": false}
=> 201

--- both are on record
GET /api/v1/users/me/consents
Authorization: Bearer {{access}}
=> 200
json
{"data": [{"subject": "offers", "granted": false, "version": "1", "at": {{iso}}}, {"subject": "offers", "granted": true}, {"subject": "terms", "granted": true}]}

--- none of it without being somebody
GET /api/v1/users/me/passengers
=> 401
