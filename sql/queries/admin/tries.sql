-- admin/tries: how tries to pay by card of some days ended.
-- in: days integer
-- out: tried bigint, captured bigint, refused bigint, given_up bigint, open bigint
-- roles: admin
-- reads: payment_attempts
SELECT count(*) FILTER (WHERE a.ended_at IS NOT NULL) AS tried,
       count(*) FILTER (WHERE a.state IN ('captured', 'refund_due')) AS captured,
       count(*) FILTER (WHERE a.state = 'refused') AS refused,
       count(*) FILTER (WHERE a.state IN ('expired', 'cancelled')) AS given_up,
       count(*) FILTER (WHERE a.ended_at IS NULL) AS open
FROM payment_attempts a WHERE a.created_at >= now() - $1::integer * interval '1 day';
