-- partner/till_close: a shift ends with a count.
-- in: organisation bigint, public_id uuid, person bigint, anybody boolean, counted_c bigint, note text, request_id text
-- out: till_close void
-- roles: partner
SELECT till_close($1, $2, $3, $4, $5, $6, $7);
