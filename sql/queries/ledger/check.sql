-- ledger/check: what must always hold between money, seats and states, and how often it does not.
-- in:
-- out: rule text, broken bigint, sample text
-- roles: worker admin
SELECT rule, broken, sample FROM ledger_check();
