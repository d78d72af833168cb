-- notice/disrupted: what a booking gets back for its places on a cancelled departure, for the message about it.
-- in: booking_id bigint, schedule_id bigint
-- out: refund_c bigint
-- roles: worker
-- reads: booking_items
SELECT coalesce(sum(fare_c), 0)::bigint AS refund_c FROM booking_items
WHERE booking_id = $1 AND schedule_id = $2 AND state IN ('disrupted', 'refunded');
