-- quote/expire: ends quotes whose time is over.
-- in: n integer
-- out: trip bigint
-- roles: worker
SELECT trip FROM quotes_expire($1);
