-- otp/moved: the address a person had before a change, to be told about it.
-- in: otp_id bigint
-- out: channel text, address text, lang text
-- roles: worker
-- reads: otps(id,public_id,purpose,channel,address,lang,user_id,expires_at,used_at)
SELECT o.channel, o.address, o.lang
FROM otps o
WHERE o.id = $1 AND o.used_at IS NOT NULL AND o.address IS NOT NULL;
