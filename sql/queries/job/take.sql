-- job/take: leases ready jobs of a lane.
-- in: lane text, n integer, lease_s integer, holder text, alone boolean
-- out: id bigint, kind text, payload jsonb, attempts integer, max_attempts integer, fence bigint, trace text
-- roles: worker
SELECT id, kind, payload, attempts, max_attempts, fence, trace FROM jobs_take($1, $2, $3, $4, $5);
