# Names and contact of a hold: completed step by step, extended once, refused with the field at fault,
# and every way to write a phone number.
use common-trip.t
from {{ip}}

--- two seats, nothing known
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}", "seats": ["3A", "3B"]}
=> 201
json
{"data": {"id": {{>booking}}, "accessToken": {{>token}}, "expiresAt": {{>first_end}}, "version": 1}}

--- the phone alone
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550 12 34 56"}}
=> 200
Cache-Control: no-store
json
{"data": {"id": "{{booking}}", "phone": "+213550123456", "email": null, "complete": false, "expiresAt": "{{first_end}}", "version": 2, "accessToken": null,
 "items": [{"seat": "3A", "firstName": null}, {"seat": "3B", "firstName": null}]}}

--- then the names: complete, and the hold grows to fifteen minutes
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "Amina", "lastName": "Benali"}, {"firstName": "Yacine", "lastName": "Benali", "age": 12, "idNumber": "12"}]}
=> 200
json
{"data": {"phone": "+213550123456", "complete": true, "expiresAt": {{>second_end}},
 "items": [{"firstName": "Amina", "lastName": "Benali", "idNumber": null}, {"firstName": "Yacine", "idNumber": "12"}]}}

--- by ten minutes more
sql
SELECT extract(epoch FROM {{second_end}}::timestamptz - {{first_end}}::timestamptz) BETWEEN 595 AND 620 AS more,
	bool_and(date_trunc('milliseconds', s.expires_at) = {{second_end}}::timestamptz AND NOT s.contactless) AS claims
FROM booking_seats s WHERE s.schedule_id = {{trip_id}}::bigint
=> more | claims
t | t

--- once only: corrections do not win time
sleep 1100ms
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "Amine", "lastName": "Benali"}, {"firstName": "Yacine", "lastName": "Benali"}], "contact": {"email": "A@Example.DZ"}}
=> 200
json
{"data": {"expiresAt": "{{second_end}}", "email": "a@example.dz", "phone": "+213550123456", "items": [{"firstName": "Amine"}, {"idNumber": null}]}}

--- what was not sent stays
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0661 22 33 44"}}
=> 200
json
{"data": {"email": "a@example.dz", "phone": "+213661223344", "items": [{"firstName": "Amine"}, {"firstName": "Yacine"}], "complete": true}}

--- one name for two seats
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "Amine", "lastName": "Benali"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- nothing to say
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers"}}

--- an empty contact and no names is nothing either
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": null}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers"}}

--- the last name of the second is missing
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": "A", "lastName": "B"}, {"firstName": "A"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.1.lastName"}}

--- a name of blanks
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{"firstName": " ", "lastName": "B"}, {"firstName": "A", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.0.firstName"}}

--- people who are no list
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": "Amina"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- seven people
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"passengers": [{{repeat 6 {"firstName": "A", "lastName": "B"},}}{"firstName": "A", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- a phone of nobody
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0123456789"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- an e-mail that is none
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"email": "amina at example.dz"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.email"}}

--- seats do not change here
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"seats": ["4A"]}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "seats"}}

--- neither does the price
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456"}, "total": {"amount": 1, "currency": "DZD"}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "total"}}

--- nor the state
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456"}, "status": "confirmed"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "status"}}

--- nor the owner
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456", "userId": "user_1"}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "contact.userId"}}

--- the id is in the path, not in the body
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"id": "{{booking}}", "contact": {"phone": "0550123456"}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "id"}}

--- a member twice
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456"}, "contact": {"phone": "0550123456"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a form
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
Content-Type: application/x-www-form-urlencoded

contact.phone=0550123456
=> 415
json
{"error": {"code": "UNSUPPORTED_MEDIA_TYPE"}}

--- after all that the booking is as it was
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "held", "phone": "+213661223344", "email": "a@example.dz", "total": {"amount": {{any}}}, "items": [{"seat": "3A", "firstName": "Amine"}, {"seat": "3B"}]}}

# Phone numbers as people write them.

--- with the country code: +213550123456
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+213550123456"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with 00: 00213550123456
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "00213550123456"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with 0: 0550123456
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- in pairs: 05 50 12 34 56
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "05 50 12 34 56"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with dashes: 0550-12-34-56
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550-12-34-56"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with dots: 0550.12.34.56
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550.12.34.56"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with the zero in brackets: +213 (0) 550 12 34 56
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+213 (0) 550 12 34 56"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- without the plus: 213550123456
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "213550123456"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- in Arabic-Indic digits: ٠٥٥٠ ١٢ ٣٤ ٥٦
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "٠٥٥٠ ١٢ ٣٤ ٥٦"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- in Persian digits: ۰۵۵۰۱۲۳۴۵۶
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "۰۵۵۰۱۲۳۴۵۶"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- with hard blanks: 0550 12 34 56
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550\u00a012\u00a034\u00a056"}}
=> 200
json
{"data": {"phone": "+213550123456"}}

--- Mobilis: 0661234567
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0661234567"}}
=> 200
json
{"data": {"phone": "+213661234567"}}

--- Djezzy: 0770123456
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0770123456"}}
=> 200
json
{"data": {"phone": "+213770123456"}}

--- a landline of Algiers: 021 65 43 21
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "021 65 43 21"}}
=> 200
json
{"data": {"phone": "+21321654321"}}

--- a landline of Oran abroad: +213 41 65 43 21
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+213 41 65 43 21"}}
=> 200
json
{"data": {"phone": "+21341654321"}}

--- a French mobile: +33 6 12 34 56 78
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+33 6 12 34 56 78"}}
=> 200
json
{"data": {"phone": "+33612345678"}}

--- a French mobile with 00: 0033612345678
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0033612345678"}}
=> 200
json
{"data": {"phone": "+33612345678"}}

--- an American number: +1 (202) 555-0143
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+1 (202) 555-0143"}}
=> 200
json
{"data": {"phone": "+12025550143"}}

--- nine digits are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "055012345"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- eleven digits are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "05501234567"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a prefix nobody has are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0850123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- no zero is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "550123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- letters are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550 AB 34 56"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- nothing is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "  "}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- two plus signs are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "++213550123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a plus in the middle is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550+123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a landline with nine digits are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "021 654 32 10"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a service number is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "3020"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- too many digits for any is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+1234567890123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a country code that begins with zero is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "+0550123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a script is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "<script>0550123456"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- an extension is refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "0550123456 ext. 3"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a foreign number without its plus are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "33612345678"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- twenty-five digits are refused
PATCH /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}

{"contact": {"phone": "{{repeat 25 5}}"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}
