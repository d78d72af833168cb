-- recover/attempts: every order of the last days is asked about at the bank again.
-- in: days integer
-- out: n bigint
-- roles: worker
SELECT recover_attempts($1) AS n;
