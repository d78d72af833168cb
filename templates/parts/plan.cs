<?cs # plan - the seats of a bus, drawn as they are in it, in every language. A page sets Decks ("2" when
     there are several) and PlanKind: "radio" or "checkbox" to choose seats, nothing to show them.
?><?cs
def:seat(p_cell) ?><td><?cs if:PlanKind ?><input type="<?cs var:PlanKind ?>" name="seats" value="<?cs var:p_cell.label ?>" id="seat-<?cs var:p_cell.label ?>"<?cs
if:p_cell.state == "taken" ?> disabled<?cs elif:p_cell.chosen ?> checked<?cs /if ?> data-price="<?cs var:p_cell.price.amount ?>"><label class="seat" for="seat-<?cs var:p_cell.label ?>"><bdi><?cs var:p_cell.label ?></bdi><span class="vh" dir="<?cs var:Dir ?>"><?cs var:site.comma ?> <?cs var:seat_position[p_cell.position] ?><?cs var:site.comma ?> <?cs
if:p_cell.state == "taken" ?><?cs var:seating.taken ?><?cs else ?><?cs var:p_cell.price ?><?cs var:site.comma ?> <?cs if:p_cell.state == "mine" ?><?cs var:seating.mine ?><?cs else ?><?cs var:seating.free ?><?cs /if ?><?cs /if ?></span></label><?cs
else ?><span class="seat"><bdi><?cs var:p_cell.label ?></bdi><span class="vh" dir="<?cs var:Dir ?>"><?cs var:site.comma ?> <?cs var:seat_position[p_cell.position] ?></span></span><?cs /if ?></td><?cs
/def ?><?cs

def:cell(p_cell) ?><?cs if:p_cell.kind == "seat" ?><?cs call:seat(p_cell) ?><?cs
elif:p_cell.kind == "aisle" || p_cell.kind == "gap" ?><td class="<?cs var:p_cell.kind ?>"></td><?cs
else ?><td class="fixture"><span class="<?cs var:p_cell.kind ?>"><span<?cs if:p_cell.kind == "driver" ?> class="vh"<?cs /if ?>><?cs var:seat_kind[p_cell.kind] ?></span></span></td><?cs /if ?><?cs
/def ?><?cs

def:deck_name(p_deck) ?><?cs if:Decks ?><caption><?cs if:p_deck == "1" ?><?cs var:seating.lower ?><?cs else ?><?cs var:seating.upper ?><?cs /if ?></caption><?cs
else ?><caption class="vh"><?cs var:seating.plan ?></caption><?cs /if ?><?cs
/def ?><?cs

def:plan() ?><?cs set:Deck = "0" ?><?cs each:r = Data.rows ?><?cs if:r.deck != Deck ?><?cs if:Deck != "0" ?></table><?cs /if ?><table class="deck deck-<?cs var:r.deck ?>" dir="ltr"><?cs call:deck_name(r.deck) ?><?cs set:Deck = r.deck ?><?cs /if ?>
<tr><?cs if:r.number != "0" ?><th scope="row"><span class="vh" dir="<?cs var:Dir ?>"><?cs var:seating.row ?> </span><?cs var:r.number ?></th><?cs else ?><td></td><?cs /if ?><?cs each:c = r.cells ?><?cs call:cell(c) ?><?cs /each ?></tr><?cs /each ?></table>
<?cs /def ?>
