-- job/holders: processes of this host that hold jobs.
-- in: host text
-- out: owner text
-- roles: worker
-- reads: jobs
SELECT DISTINCT owner FROM jobs WHERE state = 'running' AND starts_with(owner, $1) ORDER BY owner;
