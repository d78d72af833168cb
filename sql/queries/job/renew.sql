-- job/renew: longer leases for jobs under way.
-- in: jobs bigint[], fences bigint[], lease_s integer
-- out: n integer
-- roles: worker
SELECT jobs_renew($1, $2, $3) AS n;
