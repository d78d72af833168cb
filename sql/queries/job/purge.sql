-- job/purge: forgets jobs that ended well long ago.
-- in: keep_h integer, most integer
-- out: n integer
-- roles: worker
SELECT jobs_purge($1, $2) AS n;
