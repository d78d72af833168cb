-- recover/sequences: every number that is handed out goes on this far ahead.
-- in: ahead bigint
-- out: n integer
-- roles: worker
SELECT recover_sequences($1) AS n;
