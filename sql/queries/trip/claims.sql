-- trip/claims: live claims on seats of some departures.
-- in: schedule_ids bigint[]
-- out: schedule_id bigint, seat_no smallint, board integer, alight integer
-- roles: routes bookings
-- reads: booking_seats
SELECT schedule_id, seat_no, lower(legs) AS board, upper(legs) AS alight
FROM booking_seats
WHERE schedule_id = ANY ($1) AND (state <> 'held' OR expires_at > now());
