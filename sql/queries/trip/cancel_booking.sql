-- trip/cancel_booking: what a cancelled departure means for one booking.
-- in: schedule_id bigint, booking_id bigint
-- out: done text
-- roles: worker
SELECT trip_cancel_booking($1, $2) AS done;
