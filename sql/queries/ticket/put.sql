-- ticket/put: the signed ticket of an item; an item already issued keeps its ticket.
-- in: item_id bigint, public_id uuid, code text
-- out: ticket_put void
-- roles: worker
SELECT ticket_put($1, $2, $3);
