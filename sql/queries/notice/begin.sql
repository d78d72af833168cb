-- notice/begin: takes a message for sending under the lease of its job.
-- in: booking_id bigint, channel text, template text, job_id bigint, fence bigint
-- out: notice_id bigint, sent_before boolean, begun_before boolean
-- roles: worker
SELECT notice_id, sent_before, begun_before FROM notice_begin($1, $2, $3, $4, $5);
