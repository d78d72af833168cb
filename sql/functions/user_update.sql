-- user_update: names and language of a person; what is NULL stays.
-- callers: auth
CREATE OR REPLACE FUNCTION user_update(person bigint, first text, last text, language text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	u users;
	now_names text;
BEGIN
	SELECT * INTO u FROM users WHERE id = person AND is_active FOR UPDATE;
	IF u.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such account');
	END IF;
	UPDATE users SET first_name = coalesce(first, first_name), last_name = coalesce(last, last_name), lang = coalesce(language, lang),
		updated_at = now() WHERE id = person RETURNING concat_ws(' ', first_name, last_name, lang) INTO now_names;
	PERFORM audit_put('person', person, u.partner_id, 'user.update', person,
		array_remove(ARRAY[CASE WHEN first IS NOT NULL THEN 'first_name' END, CASE WHEN last IS NOT NULL THEN 'last_name' END,
			CASE WHEN language IS NOT NULL THEN 'lang' END], NULL),
		concat_ws(' ', u.first_name, u.last_name, u.lang), now_names, NULL, request);
END $$;
