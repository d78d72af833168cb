-- admin/transfer: one file made for the bank.
-- in: public_id uuid
-- out: public_id uuid, reference text, payouts integer, total_c bigint, file_hash text, made_by text, created_at timestamptz
-- roles: admin
-- reads: bank_transfers(id,public_id,reference,payouts,total_c,file_hash,made_by,created_at) users(id,first_name,last_name)
SELECT t.public_id, t.reference, t.payouts, t.total_c, encode(t.file_hash, 'hex') AS file_hash,
       (SELECT nullif(concat_ws(' ', u.first_name, u.last_name), '') FROM users u WHERE u.id = t.made_by) AS made_by, t.created_at
FROM bank_transfers t
WHERE t.public_id = $1;
