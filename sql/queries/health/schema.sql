-- health/schema: number of the newest migration applied.
-- in:
-- out: version integer
-- roles: auth routes bookings payments admin worker
-- reads: schema_migrations
SELECT max(version) AS version FROM schema_migrations;
