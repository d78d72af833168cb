-- partner/trip_retime: moves a departure to another time.
-- in: organisation bigint, schedule_id bigint, departs timestamptz, reason text, user_id bigint, request_id text
-- out: schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, was_departs_at timestamptz, was_arrives_at timestamptz
-- roles: partner
SELECT schedule_id, departs_at, arrives_at, was_departs_at, was_arrives_at FROM trip_retime($1, $2, $3, $4, $5, $6);
