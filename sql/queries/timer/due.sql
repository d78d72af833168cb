-- timer/due: takes the timers that are due; each is planned again at once.
-- in:
-- out: kind text
-- roles: worker
SELECT kind FROM timers_due();
