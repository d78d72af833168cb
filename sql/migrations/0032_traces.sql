-- A job goes on with the trace of what asked for it, which its transaction names when traces are exported.

ALTER TABLE jobs ADD COLUMN trace text DEFAULT NULLIF(current_setting('abrid.trace', true), '');
COMMENT ON COLUMN jobs.trace IS 'W3C traceparent of the request or job that made it; NULL when traces are not exported';

DROP FUNCTION IF EXISTS jobs_take(text, integer, integer, text, boolean);
