-- partner/till_open: a cashier begins a shift with a count.
-- in: organisation bigint, person bigint, counted_c bigint, request_id text
-- out: public_id uuid
-- roles: partner
SELECT till_open($1, $2, $3, $4) AS public_id;
