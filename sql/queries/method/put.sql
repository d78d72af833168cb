-- method/put: keeps a way to pay.
-- in: user_id bigint, kind text, label text, is_default boolean
-- out: id bigint
-- roles: auth
SELECT payment_method_put($1, $2, $3, $4) AS id;
