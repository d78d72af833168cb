-- consent/put: a line in the record of consents.
-- in: user_id bigint, subject text, version text, granted boolean
-- out: consent_put void
-- roles: auth
SELECT consent_put($1, $2, $3, $4);
