-- partner/uninvite: takes an invitation back.
-- in: organisation bigint, actor bigint, invitation bigint, request text
-- out: invitation_revoke void
-- roles: partner
SELECT invitation_revoke($1, $2, $3, $4);
