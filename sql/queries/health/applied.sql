-- health/applied: numbers of the migrations applied.
-- in:
-- out: version integer
-- roles: admin
-- reads: schema_migrations
SELECT version FROM schema_migrations ORDER BY version;
