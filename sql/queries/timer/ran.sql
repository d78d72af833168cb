-- timer/ran: how a timer's run went.
-- in: kind text, ms integer, error text
-- out: timer_ran void
-- roles: worker
SELECT timer_ran($1, $2, $3);
