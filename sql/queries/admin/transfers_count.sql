-- admin/transfers_count: how many those are.
-- in:
-- out: total bigint
-- roles: admin
-- reads: bank_transfers(id)
SELECT count(*) AS total FROM bank_transfers t;
