-- document/ask: has a document of an own booking rendered; returns its object key.
-- in: booking uuid, user_id bigint, guest bytea, kind text
-- out: object_key text, ready boolean
-- roles: bookings
SELECT object_key, ready FROM document_ask($1, $2, $3, $4);
