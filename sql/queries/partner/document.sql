-- partner/document: has a document of a booking rendered; returns its object key.
-- in: organisation bigint, public_id uuid, kind text
-- out: object_key text, ready boolean
-- roles: partner
SELECT object_key, ready FROM partner_document($1, $2, $3);
