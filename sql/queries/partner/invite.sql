-- partner/invite: asks somebody to join the organisation.
-- in: organisation bigint, actor bigint, public_id uuid, role text, channel text, address text, first_name text, last_name text, lang text, token_hash bytea, days integer, request text
-- out: id bigint
-- roles: partner
SELECT invitation_make($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS id;
