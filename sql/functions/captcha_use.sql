-- captcha_use: takes a text question for its one answer.
-- callers: payments
CREATE OR REPLACE FUNCTION captcha_use(question bytea)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH taken AS (
		INSERT INTO captchas (id) VALUES (question) ON CONFLICT DO NOTHING RETURNING 1
	)
	SELECT count(*) = 1 FROM taken;
$$;
