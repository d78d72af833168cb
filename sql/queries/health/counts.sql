-- health/counts: how much is there, for the status line.
-- in:
-- out: migrations bigint, routes bigint, buses bigint, departures bigint
-- roles: worker
-- reads all: route_schedules, when an operator asks for the status
-- reads: schema_migrations routes buses route_schedules
SELECT (SELECT count(*) FROM schema_migrations) AS migrations, (SELECT count(*) FROM routes) AS routes,
       (SELECT count(*) FROM buses) AS buses,
       (SELECT count(*) FROM route_schedules WHERE is_active AND service_date >= current_date) AS departures;
