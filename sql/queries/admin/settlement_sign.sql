-- admin/settlement_sign: looked at, or a dispute settled; the first signature.
-- in: public_id uuid, person bigint, becomes text, reason text, request_id text
-- out: status text
-- roles: admin
SELECT settlement_sign($1, $2, $3, NULL, $4, $5) AS status;
