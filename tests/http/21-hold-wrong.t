# Every way to write a hold wrongly, and what each answer says: the code, and the field at fault.
use common-trip.t
from {{ip}}
# The beginning of every body: where from, where to.
set ride = {"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "{{last}}"
set person = {"firstName": "Amina", "lastName": "Benali"}

--- nothing at all
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "scheduleId", "details": {"fields": [{"field": "scheduleId"}, {"field": "fromStopId"}, {"field": "toStopId"}]}}}

--- not even a body
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "scheduleId"}}

--- a trip as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": 7, "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a trip that is no trip
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "route_1", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a trip of its own spelling
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "Schedule_1", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a trip with a leading zero
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_01", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a negative trip
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_-1", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a trip beyond 64 bits
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_9223372036854775808", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a trip with a blank
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "schedule_1 ", "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a list of trips
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": ["{{trip}}"], "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- an object as a trip
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": {"id": 1}, "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- null as a trip
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": null, "fromStopId": "{{first}}", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "scheduleId"}}

--- a stop by its name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "alger", "toStopId": "{{last}}", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "fromStopId"}}

--- a place id where a stop is wanted
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{"scheduleId": "{{trip}}", "fromStopId": "{{first}}", "toStopId": "place_1", "count": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "toStopId"}}

--- neither seats nor their number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "seats"}}

--- no seats
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": []}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- seven seats
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["1A", "1B", "1C", "1D", "2A", "2B", "2C"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a text of seats
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": "1A"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- seats as numbers
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": [1, 2]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat without a name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": [""]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat with a name of 41 letters
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["{{repeat 41 A}}"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat nobody built
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["99Z"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat twice
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["1A", "1A"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat twice in two spellings
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["1A", "1a"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- seats in an object
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": {"0": "1A"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a seat with SQL in it
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["1A'; DROP TABLE booking_seats; --"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- nobody
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 0}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- fewer than nobody
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": -1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- seven people
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 7}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- half a person
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1.5}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a number as text
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": "2"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a number beyond all
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1e400}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a number beyond 64 bits
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 18446744073709551617}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a truth as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": true}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a list as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": [1]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- a number with an exponent that is whole is that number of seats too many
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2e1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "count"}}

--- three seats for two people
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "seats": ["1A", "1B", "1C"], "count": 2}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a choice that is no choice
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "auto": "yes"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "auto"}}

--- a choice as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "auto": 1}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "auto"}}

--- people who are no list
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": {"firstName": "A", "lastName": "B"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- no people
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": []}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- people who are names
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": ["Amina"]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- seven travellers
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": [{{person}}, {{person}}, {{person}}, {{person}}, {{person}}, {{person}}, {{person}}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- a thousand travellers
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": [{{repeat 1000 {"firstName": "A", "lastName": "B"},}}{{person}}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- two people for one seat
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "passengers": [{{person}}, {{person}}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers"}}

--- a person without a first name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"lastName": "B"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.1.firstName"}}

--- with an empty one
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- with one of blanks
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "   ", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- with a name of 61 letters
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "{{repeat 61 é}}", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- with a bell in it
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A\u0007B", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- with marks that turn text around
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A‮B", "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- with a number for a name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": 7, "lastName": "B"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.firstName"}}

--- without a last name
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.1.lastName"}}

--- with null for one
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": null}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.lastName"}}

--- a document number of 31 letters
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "idNumber": "{{repeat 31 9}}"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.idNumber"}}

--- a document number as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "idNumber": 123}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.idNumber"}}

--- an age of 131
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "age": 131}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.age"}}

--- an age of -2
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "age": -2}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.age"}}

--- an age in words
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "age": "old"}]}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "passengers.1.age"}}

--- a fare of their own
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"firstName": "A", "lastName": "B", "fare": {"amount": 1}}]}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "passengers.1.fare"}}

--- a name in another case
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 2, "passengers": [{{person}}, {"FirstName": "A", "lastName": "B"}]}
=> 400
json
{"error": {"code": "MISSING_FIELD", "field": "passengers.1.firstName"}}

--- a contact that is a text
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": "0550123456"}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact"}}

--- a contact that is a list
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": []}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact"}}

--- a contact with more than that
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"phone": "0550123456", "name": "x"}}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "contact.name"}}

--- a phone as a number
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"phone": 550123456}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- a phone of nobody
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"phone": "123"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.phone"}}

--- an e-mail without a host
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "amina@"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.email"}}

--- an e-mail with a line end
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "amina@example.dz\r\nBcc: x@example.dz"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.email"}}

--- an e-mail of 300 letters
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "{{repeat 300 a}}@example.dz"}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "contact.email"}}

--- price is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "price": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "price"}}

--- total is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "total": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "total"}}

--- status is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "status": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "status"}}

--- paymentStatus is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "paymentStatus": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "paymentStatus"}}

--- userId is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "userId": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "userId"}}

--- commission is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "commission": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "commission"}}

--- role is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "role": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "role"}}

--- id is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "id": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "id"}}

--- createdAt is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "createdAt": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "createdAt"}}

--- scheduleid is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "scheduleid": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "scheduleid"}}

--- SEATS is nobody's to send
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "SEATS": "x"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "SEATS"}}

--- a name of another thing, cut where it grows long
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "{{repeat 200 y}}": 1}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "{{repeat 40 y}}"}}

--- the forms' own fields are not the API's
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "_method": "DELETE"}
=> 400
json
{"error": {"code": "UNKNOWN_FIELD", "field": "_method"}}

--- a name twice
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "count": 6}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a name twice below
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"phone": "0550123456", "phone": "0661223344"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- bytes behind the end
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1} x
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a second document
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1}{}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a list instead
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

[{{ride}}, "count": 1}]
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- an end that never comes
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a comma too many
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1,}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a number with a leading zero
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 01}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a comment
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, /* x */ "count": 1}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- single quotes
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, 'count': 1}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a number that is none
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": NaN}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a null in a text
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "a\u0000@example.dz"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- half a pair of code units
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "\ud800"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- an escape that is none
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "\x41"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a raw control character
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "a{{byte 01}}"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a byte that is no text
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "a{{byte ff}}"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- an overlong slash
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "contact": {"email": "a{{byte c0}}{{byte af}}"}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- 33 levels
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "seats": {{repeat 32 [}}{{repeat 32 ]}}}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- 300 members
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, {{repeat 300 "y": 1,}} "z": 1}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- 32 levels are a document, only not ours
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "seats": {{repeat 31 [}}{{repeat 31 ]}}}
=> 400
json
{"error": {"code": "INVALID_INPUT", "field": "seats"}}

--- a byte order mark
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/json

{{byte ef}}{{byte bb}}{{byte bf}}{"count": 1}
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a text that is a document by itself
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/json

"hold"
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- a number as a document
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/json

-7
=> 400
json
{"error": {"code": "MALFORMED_BODY"}}

--- the same bytes as plain text
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: text/plain

{{ride}}, "count": 1}
=> 415
json
{"error": {"code": "UNSUPPORTED_MEDIA_TYPE"}}

--- without a type
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type:

{{ride}}, "count": 1}
=> 415
json
{"error": {"code": "UNSUPPORTED_MEDIA_TYPE"}}

--- a type that only begins like ours
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/jsonp

{{ride}}, "count": 1}
=> 415
json
{"error": {"code": "UNSUPPORTED_MEDIA_TYPE"}}

--- a form of a foreign page
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/x-www-form-urlencoded

scheduleId={{trip}}&fromStopId={{first}}&toStopId={{last}}&count=1
=> 415
json
{"error": {"code": "UNSUPPORTED_MEDIA_TYPE"}}

--- more than 64 KiB
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "y": "{{repeat 65536 y}}"}
=> 413
json
{"error": {"code": "BODY_TOO_LARGE"}}

--- a mebibyte
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "y": "{{repeat 1048000 y}}"}
=> 413
has "success":false

--- more than Lighttpd takes
plain
POST /api/v1/bookings
Idempotency-Key: {{uuid}}

{{ride}}, "count": 1, "y": "{{repeat 1100000 y}}"}
=> 413
Content-Type: application/json
json
{"success": false, "error": {"code": {{string}}, "message": {{string}}}}

--- the message in English
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Accept-Language: en-GB, fr;q=0.9

{{ride}}, "count": 7}
=> 400
json
{"error": {"field": "count", "message": "Choose 1 to 6 seats."}}

--- a hold is no question to be asked with GET
GET /api/v1/bookings?scheduleId={{trip}}
=> 401

--- nothing of all this held a seat
sql
SELECT count(*) AS n FROM booking_seats WHERE schedule_id = {{trip_id}}::bigint
=> n
0

--- the very next right one does
POST /api/v1/bookings
Idempotency-Key: {{uuid}}
Content-Type: application/json; charset=utf-8

{{ride}}, "seats": ["1A"], "auto": false, "passengers": [{{person}}], "contact": {"phone": "0550123456", "email": null}}
=> 201
json
{"data": {"email": null, "complete": true}}
