-- admin/reconcile_sums: how the comparisons of the last 30 days came out, and how much is open.
-- in:
-- out: matched bigint, ours_only bigint, theirs_only bigint, open bigint, open_c bigint
-- roles: admin
-- reads: reconcile_items reconcile_days
SELECT coalesce(sum(d.n) FILTER (WHERE d.bucket = 'matched'), 0)::bigint AS matched, coalesce(sum(d.n) FILTER (WHERE d.bucket = 'ours_only'), 0)::bigint AS ours_only,
       coalesce(sum(d.n) FILTER (WHERE d.bucket = 'theirs_only'), 0)::bigint AS theirs_only,
       (SELECT count(*) FROM reconcile_items i WHERE i.closed_at IS NULL) AS open,
       (SELECT coalesce(sum(abs(i.ours_c - i.theirs_c)), 0)::bigint FROM reconcile_items i WHERE i.closed_at IS NULL) AS open_c
FROM reconcile_days d
WHERE d.day > (now() AT TIME ZONE 'Africa/Algiers')::date - 30;
