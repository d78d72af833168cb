-- partner/settlement_review: the company agrees with a statement, or disputes it and says why.
-- in: organisation bigint, public_id uuid, person bigint, objection text, request_id text
-- out: status text
-- roles: partner
SELECT settlement_review($1, $2, $3, $4, $5) AS status;
