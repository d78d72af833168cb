-- recover/open: what waits for a person: payments under review, and where the bank and the books disagree.
-- in:
-- out: review bigint, open bigint
-- roles: worker
-- reads: payments reconcile_items
SELECT (SELECT count(*) FROM payments p WHERE p.status = 'review') AS review, (SELECT count(*) FROM reconcile_items i WHERE i.closed_at IS NULL) AS open;
