-- trip/close_out: the oldest trip that arrived a day ago: travelled, earned, done.
-- in:
-- out: schedule_id bigint
-- roles: worker
SELECT trip_close_out() AS schedule_id;
