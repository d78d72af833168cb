-- session/touch: a portal session in use slides on.
-- in: session_id bigint, days integer
-- out: session_touch void
-- roles: auth bookings payments routes partner admin tracking
SELECT session_touch($1, $2);
