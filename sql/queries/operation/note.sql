-- operation/note: writes down why a booking could not be gone through.
-- in: schedule_id bigint, booking_id bigint, why text
-- out: operation_note void
-- roles: worker
SELECT operation_note($1, $2, $3);
