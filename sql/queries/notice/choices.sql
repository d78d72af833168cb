-- notice/choices: what the person a booking belongs to chose; no row for a booking without account.
-- in: booking_id bigint
-- out: lang text, notices_sms boolean, notices_email boolean
-- roles: worker
-- reads: bookings users(id,lang) user_preferences
SELECT u.lang, coalesce((s.value #>> '{}')::boolean, true) AS notices_sms, coalesce((m.value #>> '{}')::boolean, true) AS notices_email
FROM bookings b
JOIN users u ON u.id = b.user_id
LEFT JOIN user_preferences s ON s.user_id = u.id AND s.key = 'notices_sms'
LEFT JOIN user_preferences m ON m.user_id = u.id AND m.key = 'notices_email'
WHERE b.id = $1;
