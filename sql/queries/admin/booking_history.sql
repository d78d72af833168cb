-- admin/booking_history: what happened to a booking, in order.
-- in: public_id uuid
-- out: was text, became text, actor text, reason text, at timestamptz
-- roles: admin
-- reads: booking_keys booking_history
SELECT h.was, h.became, h.actor, h.reason, h.at
FROM booking_keys k
JOIN booking_history h ON h.booking_id = k.id
WHERE k.public_id = $1
ORDER BY h.id;
