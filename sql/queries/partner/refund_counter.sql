-- partner/refund_counter: a counter paid cash refunds of a booking back; returns how much.
-- in: organisation bigint, public_id uuid, user_id bigint, request_id text
-- out: amount_c bigint
-- roles: partner
SELECT refund_counter($1, $2, $3, $4) AS amount_c;
