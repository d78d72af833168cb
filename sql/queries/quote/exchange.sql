-- quote/exchange: holds other seats for an own booking and says what changing to them costs.
-- in: public_id uuid, user_id bigint, guest bytea, schedule_id bigint, version integer, board integer, alight integer, from_place bigint, to_place bigint, boards_at timestamptz, alights_at timestamptz, seats integer[], labels text[], fares bigint[], commissions bigint[], hold_s integer, cutoff_s integer
-- out: public_id uuid, kind text, state text, pay_c bigint, refund_c bigint, fee_c bigint, valid_until timestamptz
-- roles: bookings
SELECT public_id, kind, state, pay_c, refund_c, fee_c, valid_until
FROM exchange_start($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
