-- partner/trip_rebus: gives a departure another bus, by a plan of seats.
-- in: organisation bigint, schedule_id bigint, version integer, bus_id bigint, items bigint[], seats bigint[], labels text[], lost bigint[], reason text, user_id bigint, request_id text
-- out: schedule_id bigint, departs_at timestamptz, arrives_at timestamptz
-- roles: partner
SELECT schedule_id, departs_at, arrives_at FROM trip_rebus($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
