# A paid booking with its ticket, in the language {{lang}}.
use common-paying.t

--- paid at the bank
POST {{WORLD}}/__sim/satim/pay

{"mdOrder": "{{md_order}}", "pan": "6280581110007215"}
=> 200
json
{"state": "paid", "redirect": {{>redirect}}}

--- and back
GET {{redirect}}
=> 303
Location: /{{lang}}/pay/result/{{payment}}

--- the ticket is signed
until 10s
GET /api/v1/bookings/{{booking}}
X-Booking-Token: {{token}}
=> 200
json
{"data": {"status": "confirmed", "items": [{"ticketId": {{>ticket public ticket}}, "ticketCode": {{>ticket_code string}}}]}}
