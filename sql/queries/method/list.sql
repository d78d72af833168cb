-- method/list: how a person likes to pay, the usual way first.
-- in: user_id bigint
-- out: id bigint, kind text, label text, is_default boolean
-- roles: auth
-- reads: payment_methods
SELECT m.id, m.kind, m.label, m.is_default
FROM payment_methods m
WHERE m.user_id = $1
ORDER BY m.is_default DESC, m.id
LIMIT 20;
