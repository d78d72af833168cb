-- partner/counter_sale: sells seats at a counter for cash.
-- in: organisation bigint, user_id bigint, payment_id uuid, public_id uuid, ref text, schedule_id bigint, version integer, board integer, alight integer, from_place bigint, to_place bigint, boards_at timestamptz, alights_at timestamptz, seats integer[], labels text[], fares bigint[], commissions bigint[], hold_s integer, cutoff_s integer, lang text, phone text, email text, first_names text[], last_names text[], id_numbers text[], ages integer[], policy jsonb
-- out: booking_id bigint, booking_expires timestamptz, booking_created timestamptz
-- roles: partner
SELECT booking_id, booking_expires, booking_created
FROM counter_sale($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                  $21, $22, $23, $24, $25, $26, $27);
