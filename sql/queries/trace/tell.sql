-- trace/tell: jobs made in this transaction go on with that trace (the default of jobs.trace).
-- in: traceparent text
-- out: set_config text
-- roles: auth routes bookings payments tracking partner admin worker fleet
SELECT set_config('abrid.trace', $1, true);
