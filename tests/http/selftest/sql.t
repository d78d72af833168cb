# Statements against the database of ABRID_TEST_DB.

--- rows, cells, captures
sql
SELECT 1 AS one, 'a b' AS text, NULL AS nothing, true AS yes
UNION ALL SELECT 2, 'c', NULL, false ORDER BY one
=> one | text | nothing | yes
1 | a b | NULL | t
{{>two int}} | {{/[a-c]/}} | NULL | f

--- places are parameters, whatever is in them
set evil = '; DROP TABLE x; --
sql
SELECT {{evil}}::text AS evil, {{two}}::int + 1 AS three
=> evil | three
{{evil}} | 3

--- several statements at once
sql
CREATE TEMP TABLE selftest (a int PRIMARY KEY); INSERT INTO selftest VALUES (1); SELECT count(*) AS n FROM selftest
=> n
1

--- an error that is expected
sql
INSERT INTO selftest VALUES (1)
=> error 23505

--- no rows at all
sql
SELECT a FROM selftest WHERE a > 5
=> a

--- whatever the result
sql
UPDATE selftest SET a = 2
=> ok

--- waiting for the clock
until 3s
sql
SELECT clock_timestamp() > statement_timestamp() - interval '1 hour' AS later
=> later
t
