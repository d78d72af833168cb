-- partner/cancel_lines: what cancelling each passenger of a booking of the organisation would give back now.
-- in: organisation bigint, public_id uuid
-- out: first_name text, last_name text, seat_label text, paid_c bigint, refund_c bigint, full_c bigint
-- roles: partner
SELECT first_name, last_name, seat_label, paid_c, refund_c, full_c FROM partner_cancel_lines($1, $2);
