-- schema: docs/schema.md from a migrated database (psql -AtqX -f sql/schema.sql). Every table belongs to
-- one area; a table of none makes the run fail, so that a new one finds its place.
\set ON_ERROR_STOP on
SET search_path = abrid, public;
CREATE TEMP VIEW area AS
SELECT c.oid AS rel, c.relname::text AS name, obj_description(c.oid, 'pg_class') AS about, c.relkind = 'p' AS parted,
	CASE
	WHEN c.relname ~ '^(wilayas|places|place_aliases)$' THEN 1
	WHEN c.relname ~ '^(users|user_|partners|invit|favourite|refresh|sessions|preference|saved_|consents|revocations|permissions|otp|devices|audit|retention|login)' THEN 2
	WHEN c.relname ~ '^(seat_maps|buses|routes|route_|fares|cancel_rules|stop_times|trip_)' THEN 3
	WHEN c.relname ~ '^(booking|tickets|idempotency|captchas|reviews|waitlist|promo|quote|extras|ancillary)' THEN 4
	WHEN c.relname ~ '^(payment|refunds|ledger|partner_settlement|receipt|till|agent|bank|reconcil|wallet|transitions|state_)' THEN 5
	WHEN c.relname ~ '^(bus_|fleet_|geofence|location|eta_)' THEN 6
	WHEN c.relname ~ '^(jobs|job_|timers|marks|notices|notice_|webhook|events|schema_|search_|route_suggestions|push)' THEN 7
	END AS area
FROM pg_class c
WHERE c.relnamespace = 'abrid'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname <> 'demo_network'; -- made by the demo's loader, not by a migration
DO $$ BEGIN
	IF EXISTS (SELECT FROM area WHERE area IS NULL OR about IS NULL) THEN
		RAISE EXCEPTION 'tables without an area or a comment: %', (SELECT string_agg(name, ' ') FROM area WHERE area IS NULL OR about IS NULL);
	END IF;
END $$;
CREATE TEMP TABLE title (area integer, words text);
INSERT INTO title VALUES (1, 'Places'), (2, 'People and organisations'), (3, 'What is sold'), (4, 'Who travels'), (5, 'Money'),
	(6, 'Where the buses are'), (7, 'Work and messages');
CREATE TEMP VIEW link AS
SELECT DISTINCT a.area, a.name AS child, b.name AS parent, b.area AS parent_area
FROM pg_constraint k JOIN area a ON a.rel = k.conrelid JOIN area b ON b.rel = k.confrelid
WHERE k.contype = 'f' AND a.name <> b.name;
\echo '# The schema'
\echo
\echo 'Written by `make schema` from a migrated database: `sql/migrations` is where it changes.'
\echo
\echo 'Money is in centimes (`_c`), instants are `timestamptz`, coordinates are `point` (latitude, longitude). Rows of seats, money, states and'
\echo 'idempotency change only through the functions of `sql/functions`; `sql/roles.sql` says which program may call what.'
SELECT format(E'\n## %s\n\n```mermaid\nerDiagram\n%s\n```\n\n%s', t.words,
	(SELECT string_agg(line, E'\n' ORDER BY line) FROM (
		SELECT format('  %s ||--o{ %s : ""', l.parent, l.child) AS line FROM link l WHERE l.area = t.area
		UNION SELECT format('  %s', a.name) FROM area a WHERE a.area = t.area
			AND NOT EXISTS (SELECT FROM link l WHERE l.area = t.area AND a.name IN (l.parent, l.child))) lines),
	(SELECT string_agg(format(E'### %s\n\n%s%s\n\n| column | type | |\n|---|---|---|\n%s\n%s', a.name, a.about,
			CASE WHEN a.parted THEN format('. Partitioned by `%s`', pg_get_partkeydef(a.rel)) ELSE '' END,
			(SELECT string_agg(format('| `%s` | %s | %s |', x.attname,
					format_type(x.atttypid, x.atttypmod) || CASE WHEN x.attnotnull THEN '' ELSE ', may be null' END,
					replace(replace(coalesce(col_description(a.rel, x.attnum), ''), E'\n', ' '), '|', '\|')), E'\n' ORDER BY x.attnum)
				FROM pg_attribute x WHERE x.attrelid = a.rel AND x.attnum > 0 AND NOT x.attisdropped),
			(SELECT E'\n' || string_agg(format('- `%s`', rule), E'\n' ORDER BY kind, rule) || E'\n' FROM (
				SELECT 1 AS kind, pg_get_constraintdef(k.oid) AS rule FROM pg_constraint k
				WHERE k.conrelid = a.rel AND k.contype IN ('p', 'u', 'f', 'x', 'c')
				UNION ALL
				SELECT 2, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\S+) ON (ONLY )?\S+ USING ', '\1index \2: ')
				FROM pg_index i WHERE i.indrelid = a.rel
				  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = a.rel)) rules)),
		E'\n' ORDER BY a.name) FROM area a WHERE a.area = t.area))
FROM title t
WHERE EXISTS (SELECT FROM area a WHERE a.area = t.area)
ORDER BY t.area;
