-- partner/manifest_ask: has the passenger list of a departure drawn; returns its object key.
-- in: organisation bigint, schedule_id bigint, lang text, phones boolean
-- out: object_key text
-- roles: partner
SELECT object_key FROM manifest_ask($1, $2, $3, $4);
