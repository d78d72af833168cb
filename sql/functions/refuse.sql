-- refuse: ends the transaction with an error of the public list; hint names the input field.
-- callers: none
CREATE OR REPLACE FUNCTION refuse(code text, detail text DEFAULT '', field text DEFAULT '')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'AB001', MESSAGE = code, DETAIL = detail, HINT = field;
END $$;
