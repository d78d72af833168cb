-- notice/begin: takes a message for sending; sent before is true when it already went out.
-- in: booking_id bigint, channel text, template text
-- out: notice_id bigint, sent_before boolean
-- roles: worker
SELECT notice_id, sent_before FROM notice_begin($1, $2, $3);
