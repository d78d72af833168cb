-- user/purge: forgets what accounts keep only for a while.
-- in:
-- out: accounts_purge void
-- roles: worker
SELECT accounts_purge();
