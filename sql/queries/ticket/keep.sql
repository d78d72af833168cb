-- ticket/keep: the signed ticket of an item; an item already issued keeps its ticket.
-- in: item_id bigint, public_id uuid, code text, seat_no integer, boards_at timestamptz
-- out: ticket_keep void
-- roles: worker
SELECT ticket_keep($1, $2, $3, $4, $5);
