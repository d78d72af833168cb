-- device/list: keys of devices by their numbers.
-- in: device_ids bigint[]
-- out: id bigint, bus_id bigint, partner_id bigint, hmac_key bytea, active boolean
-- roles: fleet
-- reads: devices(id,partner_id,bus_id,hmac_key,status)
SELECT d.id, d.bus_id, d.partner_id, d.hmac_key, d.status = 'active' AS active
FROM devices d
WHERE d.id = ANY ($1)
ORDER BY d.id;
