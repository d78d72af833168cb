-- live/bus: a bus, for those who may watch it.
-- in: bus_id bigint, org_id bigint, staff boolean
-- out: bus_id bigint
-- roles: tracking
-- reads: buses
SELECT b.id AS bus_id
FROM buses b
WHERE b.id = $1 AND (b.partner_id = $2 OR $3);
