-- job/claim: leases ready jobs of a lane.
-- in: lane text, n integer, lease_s integer
-- out: id bigint, kind text, payload jsonb, attempts integer, max_attempts integer, fence bigint
-- roles: worker
SELECT id, kind, payload, attempts, max_attempts, fence FROM jobs_claim($1, $2, $3);
