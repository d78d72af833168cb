-- device/active: what the broker has to know of every device.
-- in: nothing
-- out: id bigint, hmac_key bytea, mqtt_hash text
-- roles: fleet
-- reads: devices(id,hmac_key,mqtt_hash,status)
SELECT d.id, d.hmac_key, d.mqtt_hash
FROM devices d
WHERE d.status = 'active'
ORDER BY d.id;
