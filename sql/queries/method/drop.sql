-- method/drop: forgets a way to pay.
-- in: user_id bigint, method_id bigint
-- out: payment_method_drop void
-- roles: auth
SELECT payment_method_drop($1, $2);
