-- consent/list: what a person agreed to or took back, newest first.
-- in: user_id bigint
-- out: subject text, version text, granted boolean, at timestamptz
-- roles: auth
-- reads: consents
SELECT c.subject, c.version, c.granted, c.at
FROM consents c
WHERE c.user_id = $1
ORDER BY c.id DESC
LIMIT 100;
