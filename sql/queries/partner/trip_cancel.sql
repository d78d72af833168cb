-- partner/trip_cancel: cancels a departure.
-- in: organisation bigint, schedule_id bigint, user_id bigint, reason text, request_id text
-- out: schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, already boolean
-- roles: partner
SELECT schedule_id, departs_at, arrives_at, already FROM trip_cancel($1, $2, $3, $4, $5);
