-- partner/day_cancel: cancels the departures of a day, or of one route on it.
-- in: organisation bigint, day date, route_id bigint, user_id bigint, reason text, request_id text
-- out: operation_id bigint
-- roles: partner
SELECT day_cancel($1, $2, $3, $4, $5, $6) AS operation_id;
