-- recover/line: one line of a bank's file, against what is booked.
-- in: file_hash bytea, line_no integer, day date, kind text, reference text, amount_c bigint, fee_c bigint
-- out: found text
-- roles: worker
SELECT bank_line_put($1, $2, $3, $4, $5, $6, $7) AS found;
