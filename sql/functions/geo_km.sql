-- geo_km: kilometres between two places, (latitude, longitude) each.
-- callers: none
CREATE OR REPLACE FUNCTION geo_km(a point, b point)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
	SELECT 12742.0175 * asin(least(1, sqrt(sin(radians(b[0] - a[0]) / 2) ^ 2 +
		cos(radians(a[0])) * cos(radians(b[0])) * sin(radians(b[1] - a[1]) / 2) ^ 2)));
$$;
