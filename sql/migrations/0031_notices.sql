-- Messages are begun under the lease of their job, and tell whether a try began before.

DROP FUNCTION IF EXISTS notice_begin(bigint, text, text);
