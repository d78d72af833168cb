-- recover/sessions: nobody stays signed in.
-- in:
-- out: n bigint
-- roles: worker
SELECT recover_sessions() AS n;
