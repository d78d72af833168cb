-- invitation_accept: the link is followed, once: who has it becomes staff or crew of the company. An account of
-- the invited address is taken over as it is, else one is made; one that already works somewhere stays there.
-- callers: auth
CREATE OR REPLACE FUNCTION invitation_accept(hash bytea, fresh uuid, new_password text, first text, last text, request text)
RETURNS SETOF users LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	i invitations;
	u users;
BEGIN
	SELECT x.* INTO i FROM invitations x JOIN partners p ON p.id = x.partner_id AND p.status = 'active'
	WHERE x.token_hash = hash AND x.accepted_at IS NULL AND x.revoked_at IS NULL AND x.expires_at > now() FOR UPDATE OF x;
	IF i.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no open invitation');
	END IF;
	SELECT * INTO u FROM users x WHERE x.phone = i.address OR x.email = i.address FOR UPDATE;
	IF u.id IS NULL THEN
		INSERT INTO users (public_id, phone, email, password_hash, password_at, first_name, last_name, lang, role, partner_id)
		VALUES (fresh, CASE WHEN i.channel = 'sms' THEN i.address END, CASE WHEN i.channel = 'email' THEN i.address END,
			new_password, CASE WHEN new_password IS NOT NULL THEN now() END,
			coalesce(first, i.first_name), coalesce(last, i.last_name), i.lang, i.role, i.partner_id) RETURNING * INTO u;
		INSERT INTO consents (user_id, subject, version, granted) VALUES (u.id, 'terms', '1', true);
	ELSIF u.role <> 'customer' OR NOT u.is_active THEN
		PERFORM refuse('ALREADY_STAFF', 'works elsewhere');
	ELSE
		UPDATE users SET role = i.role, partner_id = i.partner_id, first_name = coalesce(first_name, first, i.first_name),
			last_name = coalesce(last_name, last, i.last_name), updated_at = now() WHERE id = u.id;
		INSERT INTO revocations (user_id) VALUES (u.id); -- tokens that still say customer
	END IF;
	PERFORM user_prove(u.id, i.channel);
	UPDATE invitations SET accepted_at = now(), accepted_by = u.id, address = NULL, first_name = NULL, last_name = NULL WHERE id = i.id;
	PERFORM audit_put('person', u.id, i.partner_id, 'staff.join', u.id, '{role,partner_id}', u.role, i.role, NULL, request);
	RETURN QUERY SELECT * FROM users WHERE id = u.id;
END $$;
