-- revocation/recent: what access tokens must no longer be believed, of the last seconds.
-- in: seconds integer
-- out: session_id bigint, user_id bigint, partner_id bigint, at timestamptz
-- roles: auth bookings payments routes tracking partner admin
-- reads: revocations
SELECT r.session_id, r.user_id, r.partner_id, r.at
FROM revocations r
WHERE r.at > now() - $1::integer * interval '1 second'
ORDER BY r.at DESC
LIMIT 100000;
