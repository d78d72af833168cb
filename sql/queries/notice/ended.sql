-- notice/ended: what became of a message.
-- in: notice_id bigint, state text, provider_id text, segments integer, error text
-- out: notice_ended void
-- roles: worker
SELECT notice_ended($1, $2, $3, $4, $5);
