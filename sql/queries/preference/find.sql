-- preference/find: what a person chose, with what holds for who chose nothing.
-- in: user_id bigint
-- out: lang text, notices_sms boolean, notices_email boolean
-- roles: auth
-- reads: users user_preferences
SELECT u.lang, coalesce((s.value #>> '{}')::boolean, true) AS notices_sms, coalesce((m.value #>> '{}')::boolean, true) AS notices_email
FROM users u
LEFT JOIN user_preferences s ON s.user_id = u.id AND s.key = 'notices_sms'
LEFT JOIN user_preferences m ON m.user_id = u.id AND m.key = 'notices_email'
WHERE u.id = $1;
