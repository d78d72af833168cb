-- partner/operation_retry: what failed is tried again now.
-- in: organisation bigint, operation_id bigint, user_id bigint, request_id text
-- out: operation_retry void
-- roles: partner
SELECT operation_retry($1, $2, $3, $4);
