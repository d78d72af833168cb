# The same on pages, without scripts.
set lang = fr
use common-paid.t

--- the ticket offers both
as amina
POST /api/v1/bookings/lookup

{"ref": "{{ref}}", "phone": "{{phone}}"}
=> 200

--- a view of it changes nothing
as amina
GET /fr/booking/{{booking}}/cancel
=> 404

--- who gives the ticket back
GET /fr/booking/{{booking}}/cancel
Cookie: __Host-guest={{token}}
=> 200
has Annuler des places
form cancel /fr/booking/{{booking}}/cancel

--- nobody chosen
POST {{cancel.action}}
Cookie: __Host-guest={{token}}

@cancel
seats -
=> 422
has Annuler des places

--- chosen
POST {{cancel.action}}
Cookie: __Host-guest={{token}}

@cancel
=> 303
Location: /fr/booking/{{booking}}/quote/{{>quote public quote}}

--- what it gives back, in Arabic
GET /ar/booking/{{booking}}/quote/{{quote}}
Cookie: __Host-guest={{token}}
=> 200
has المبلغ المسترد

--- and in French
GET /fr/booking/{{booking}}/quote/{{quote}}
Cookie: __Host-guest={{token}}
=> 200
has Frais retenus
form accept /fr/booking/{{booking}}/quote/{{quote}}

--- the day it leaves on
sql
SELECT timezone('Africa/Algiers', departure_time)::date AS day FROM route_schedules WHERE id = {{trip_id}}
=> day
{{>day}}

--- other departures of that day
GET /fr/booking/{{booking}}/exchange
Cookie: __Host-guest={{token}}
=> 200
has Changer de départ
has value="{{day}}"
form take /fr/booking/{{booking}}/exchange

--- one of them
POST {{take.action}}
Cookie: __Host-guest={{token}}

@take
=> 303
Location: /fr/booking/{{booking}}/quote/{{>quote2 public quote}}

--- what it costs
GET /fr/booking/{{booking}}/quote/{{quote2}}
Cookie: __Host-guest={{token}}
=> 200
has Nouvelles places
form accept2 /fr/booking/{{booking}}/quote/{{quote2}}

--- on to the bank, or done
POST {{accept2.action}}
Cookie: __Host-guest={{token}}

@accept2
=> 303
Location: /fr/{{/(pay|booking)/booking_[0-9a-z]+/}}

--- the page to pay it shows the difference
GET /fr/pay/{{booking}}
Cookie: __Host-guest={{token}}
=> 200* 303*

--- the first quote is no longer good
POST {{accept.action}}
Cookie: __Host-guest={{token}}

@accept
=> 303* 409* 422*
