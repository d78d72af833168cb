-- device/find: the key of a device and what it reports for.
-- in: device_id bigint
-- out: bus_id bigint, partner_id bigint, hmac_key bytea, active boolean
-- roles: tracking
-- reads: devices(id,partner_id,bus_id,hmac_key,status)
SELECT d.bus_id, d.partner_id, d.hmac_key, d.status = 'active' AS active
FROM devices d
WHERE d.id = $1;
