-- job/rescue: jobs of vanished workers wait again.
-- in:
-- out: n integer
-- roles: worker
SELECT jobs_rescue() AS n;
