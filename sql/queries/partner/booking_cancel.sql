-- partner/booking_cancel: cancels passengers of a booking on a departure of the organisation.
-- in: organisation bigint, public_id uuid, user_id bigint, seats text[], reason text, everything boolean, request_id text
-- out: schedule_id bigint
-- roles: partner
SELECT partner_booking_cancel($1, $2, $3, $4, $5, $6, $7) AS schedule_id;
