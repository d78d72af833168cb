-- export/ask: a copy of a person's data, and the job that makes it.
-- in: user_id bigint, public_id uuid, object_key text, request text
-- out: public_id uuid, created_at timestamptz
-- roles: auth
SELECT public_id, created_at FROM export_ask($1, $2, $3, $4);
