-- preference/put: keeps a choice.
-- in: user_id bigint, key text, value jsonb
-- out: preference_put void
-- roles: auth
SELECT preference_put($1, $2, $3);
