-- partner/settlement_ask: has a statement drawn; returns its object key.
-- in: organisation bigint, public_id uuid, lang text
-- out: object_key text
-- roles: partner
SELECT object_key FROM settlement_ask($1, $2, $3);
