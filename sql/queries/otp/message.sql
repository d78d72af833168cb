-- otp/message: where and in which language a code goes, while it may still be used.
-- in: otp_id bigint
-- out: public_id uuid, purpose text, channel text, address text, lang text, known boolean
-- roles: worker
-- reads: otps(id,public_id,purpose,channel,address,lang,user_id,expires_at,used_at) users(id,phone,email)
SELECT o.public_id, o.purpose, o.channel, o.address, o.lang,
       o.purpose = 'register' OR (o.purpose <> 'change' AND o.user_id IS NOT NULL)
       OR (o.purpose = 'change' AND NOT EXISTS (SELECT 1 FROM users u WHERE u.phone = o.address)
           AND NOT EXISTS (SELECT 1 FROM users u WHERE u.email = o.address)) AS known
FROM otps o
WHERE o.id = $1 AND o.used_at IS NULL AND o.expires_at > now() AND o.address IS NOT NULL;
