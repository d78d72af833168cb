-- partner/staff_role: another role for one of the organisation's people.
-- in: organisation bigint, actor bigint, public_id uuid, role text, request text
-- out: staff_role void
-- roles: partner
SELECT staff_role($1, $2, $3, $4, $5);
