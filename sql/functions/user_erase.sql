-- user_erase: forgets a person on request: names, phone, e-mail, choices, passengers, contacts of bookings. What is
-- left (bookings, money, the log) names nobody. Refused while trips are ahead or money is on its way back.
-- callers: auth
CREATE OR REPLACE FUNCTION user_erase(person bigint, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	u users;
	own bigint[];
BEGIN
	SELECT * INTO u FROM users WHERE id = person AND is_active FOR UPDATE;
	IF u.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such account');
	END IF;
	IF EXISTS (SELECT 1 FROM bookings b WHERE b.user_id = person AND (b.status IN ('held', 'held_cash', 'paying', 'review', 'refund_due')
			OR (b.status IN ('confirmed', 'partially_cancelled', 'disrupted') AND EXISTS (SELECT 1 FROM booking_items i WHERE i.booking_id = b.id
				AND i.alights_at > now() AND i.state IN ('confirmed', 'boarded', 'disrupted'))))) THEN
		PERFORM refuse('TRIPS_AHEAD', 'open bookings');
	END IF;
	IF u.role = 'partner_owner' AND NOT EXISTS (SELECT 1 FROM users x WHERE x.partner_id = u.partner_id AND x.role = 'partner_owner'
			AND x.is_active AND x.id <> person) THEN
		PERFORM refuse('LAST_OWNER', 'nobody else owns the company');
	END IF;
	SELECT array_agg(id) INTO own FROM bookings WHERE user_id = person;
	UPDATE booking_passengers SET first_name = NULL, last_name = NULL, id_number = NULL, age = NULL WHERE booking_id = ANY (own);
	UPDATE bookings SET contact_phone = NULL, contact_email = NULL, access_hash = NULL, updated_at = now() WHERE user_id = person;
	DELETE FROM booking_views WHERE booking_id = ANY (own);
	DELETE FROM receipt_mails WHERE booking_id = ANY (own);
	DELETE FROM user_preferences WHERE user_id = person;
	DELETE FROM saved_passengers WHERE user_id = person;
	DELETE FROM payment_methods WHERE user_id = person;
	DELETE FROM user_exports WHERE user_id = person;
	UPDATE reviews SET user_id = NULL WHERE user_id = person;
	UPDATE otps SET address = NULL, details = '{}', used_at = coalesce(used_at, now()) WHERE user_id = person;
	PERFORM sessions_revoke(person, NULL, NULL);
	UPDATE user_sessions SET device = NULL WHERE user_id = person;
	INSERT INTO revocations (user_id) VALUES (person);
	PERFORM audit_put('person', person, u.partner_id, 'user.erase', person, '{}', NULL, NULL, NULL, request);
	UPDATE users SET email = NULL, phone = NULL, first_name = NULL, last_name = NULL, password_hash = NULL, password_at = NULL,
		preferences = '{}', is_verified = false, phone_verified_at = NULL, email_verified_at = NULL, is_active = false,
		role = 'customer', partner_id = NULL, erased_at = now(), audit_key = gen_random_uuid(), updated_at = now() WHERE id = person;
	INSERT INTO consents (user_id, subject, version, granted) VALUES (person, 'account', '1', false);
END $$;
