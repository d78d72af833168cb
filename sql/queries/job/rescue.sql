-- job/rescue: jobs of vanished workers wait again; with a name, those of that process.
-- in: holder text
-- out: n integer
-- roles: worker
SELECT jobs_rescue($1) AS n;
