-- admin/booking_notices: messages sent about a booking, oldest first.
-- in: public_id uuid
-- out: channel text, template text, state text, error text, created_at timestamptz, sent_at timestamptz
-- roles: admin
-- reads: booking_keys notices
SELECT n.channel, regexp_replace(n.template, '[:-][0-9]+$', '') AS template, n.state, n.error, n.created_at, n.sent_at
FROM booking_keys k
JOIN notices n ON n.booking_id = k.id
WHERE k.public_id = $1
ORDER BY n.id;
