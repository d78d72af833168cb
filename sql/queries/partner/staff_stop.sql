-- partner/staff_stop: suspends one of the organisation's people, or lets them in again.
-- in: organisation bigint, actor bigint, public_id uuid, stop boolean, why text, request text
-- out: staff_stop void
-- roles: partner
SELECT staff_stop($1, $2, $3, $4, $5, $6);
