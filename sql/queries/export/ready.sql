-- export/ready: the copy is there.
-- in: export_id bigint
-- out: export_ready void
-- roles: worker
SELECT export_ready($1);
