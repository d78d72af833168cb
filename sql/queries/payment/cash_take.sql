-- payment/cash_take: a cashier took the money.
-- in: organisation bigint, user_id bigint, ref text, code text
-- out: booking_id uuid
-- roles: payments
SELECT cash_take($1, $2, $3, $4) AS booking_id;
