-- admin/transfer_file: the bytes of a file for the bank, as text; they name bank accounts.
-- in: public_id uuid, person bigint, request_id text
-- out: reference text, content text
-- roles: admin
SELECT reference, content FROM transfer_file($1, $2, $3);
