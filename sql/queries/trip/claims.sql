-- trip/claims: live claims on seats of some departures.
-- in: schedule_ids bigint[]
-- out: schedule_id bigint, seat_no smallint, board integer, alight integer
-- roles: routes bookings partner
-- reads: booking_seats
-- All states are named so that the constraint's own index, which names them too, can be used.
SELECT schedule_id, seat_no, lower(legs) AS board, upper(legs) AS alight
FROM booking_seats
WHERE schedule_id = ANY ($1) AND state IN ('held', 'sold', 'blocked') AND (state <> 'held' OR expires_at > now());
