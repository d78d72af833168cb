-- admin/reconcile: where the bank and the books disagree, open ones first, then the newest.
-- in: state text, limit_n integer, offset_n bigint
-- out: item_id bigint, bucket text, reason text, reference text, ours_c bigint, theirs_c bigint, found_at timestamptz, closed_at timestamptz, closed_by text, closed_note text, booking_id uuid, booking_ref text
-- roles: admin
-- reads: reconcile_items payment_attempts payments booking_keys users(id,first_name,last_name)
SELECT i.id AS item_id, i.bucket, i.reason, i.reference, i.ours_c, i.theirs_c, i.found_at, i.closed_at,
       (SELECT nullif(concat_ws(' ', u.first_name, u.last_name), '') FROM users u WHERE u.id = i.closed_by) AS closed_by, i.closed_note,
       k.public_id AS booking_id, k.booking_ref
FROM reconcile_items i
LEFT JOIN LATERAL (SELECT b.public_id, b.booking_ref FROM payment_attempts a JOIN payments p ON p.id = a.payment_id
	JOIN booking_keys b ON b.id = p.booking_id WHERE a.id = i.attempt_id) k ON true
WHERE ($1::text IS NULL OR $1 = 'open' AND i.closed_at IS NULL OR $1 = 'closed' AND i.closed_at IS NOT NULL)
ORDER BY i.closed_at IS NULL DESC, i.found_at DESC, i.id DESC
LIMIT $2::integer OFFSET $3;
