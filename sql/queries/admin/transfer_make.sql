-- admin/transfer_make: the second signature of some statements, and the file that pays them.
-- in: person bigint, settlements text[], request_id text
-- out: public_id uuid
-- roles: admin
SELECT transfer_make($1, $2::text[]::uuid[], $3) AS public_id;
