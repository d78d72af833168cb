<?cs # rebus - another bus for a departure: choose it, see who would sit where, then do it. Data is the departure;
     Data.buses, Data.plan (once a bus is chosen), Data.reasons.
?><?cs
set:Section = "today" ?><?cs
set:Title = partner.rebus ?><?cs
set:Crumb1 = partner.departures_of + " " + Data.serviceDate.text ?><?cs
set:Crumb1Url = Base + "/partner/?date=" + Data.serviceDate ?><?cs
set:Crumb2 = Data.from + " – " + Data.to + " " + Data.departsAt.clock ?><?cs
set:Crumb2Url = Base + "/partner/trips/" + Data.scheduleId ?><?cs

def:move(p_m) ?><tr<?cs if:!p_m.newSeat ?> class="off"<?cs /if ?>><th scope="row"><bdi><?cs var:p_m.firstName ?> <?cs var:p_m.lastName ?></bdi></th>
<td><a href="<?cs var:Base ?>/partner/bookings/<?cs var:p_m.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p_m.ref ?></bdi></a></td>
<td><bdi dir="ltr"><?cs var:p_m.seat ?></bdi></td>
<td><?cs if:!p_m.newSeat ?><?cs call:mark("bad", partner.no_seat) ?><?cs elif:p_m.newSeat == p_m.seat ?><?cs call:mark("idle", p_m.newSeat) ?><?cs else ?><?cs call:mark("warn", p_m.newSeat) ?><?cs /if ?></td></tr>
<?cs /def ?><?cs

def:moves(p_lost) ?><?cs each:m = Data.plan.moves ?><?cs if:p_lost ?><?cs if:!m.newSeat ?><?cs call:move(m) ?><?cs /if ?><?cs elif:m.newSeat ?><?cs call:move(m) ?><?cs /if ?><?cs /each ?><?cs
/def ?><?cs

def:preview() ?><ul class="stats"><?cs call:stat("", partner.seats_kept, Data.plan.kept, "") ?><?cs call:stat("", partner.seats_moved, Data.plan.moved, "") ?><?cs call:stat("", partner.seats_lost, Data.plan.lost, "") ?></ul>
<?cs if:subcount(Data.plan.moves) ?><?cs call:sheet_head(partner.passengers) ?><thead><tr><th scope="col"><?cs var:booking.passenger ?></th><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:people.seat ?></th><th scope="col"><?cs var:partner.new_seat ?></th></tr></thead>
<tbody><?cs call:moves("1") ?><?cs call:moves("") ?></tbody><?cs call:sheet_end() ?>
<?cs /if ?><form class="card narrow-card" method="post" action="<?cs var:Crumb2Url ?>/bus" novalidate><?cs call:proofs() ?><?cs call:hidden("busId", Data.plan.busId) ?><?cs call:hidden("plan", Data.plan.plan) ?>
<?cs if:Data.plan.lost != "0" ?><div class="field<?cs if:Error.refundLost ?> bad<?cs /if ?>"><?cs if:Error.refundLost ?><p class="wrong" id="refundLost-error"><?cs call:icon("triangle-alert") ?><?cs var:Error.refundLost ?></p><?cs /if ?><label class="check"><input type="checkbox" id="refundLost" name="refundLost" value="1"> <span><?cs var:partner.refund_lost ?></span></label></div>
<?cs /if ?><div class="field<?cs if:Error.reason ?> bad<?cs /if ?>"><?cs call:field_head("reason", "reason", partner.reason_kept, "", "1") ?><select<?cs call:field_state("reason", "reason", "", "1") ?>><option value=""><?cs var:partner.reason_choose ?></option><?cs each:r = Data.reasons ?><?cs call:choice(r.code, Form.reason, r.code.text) ?><?cs /each ?></select></div>
<p><?cs var:partner.rebus_text ?></p>
<div class="actions"><button class="btn"><?cs call:icon("bus") ?><?cs var:partner.rebus_now ?></button><a class="btn ghost" href="<?cs var:Crumb2Url ?>"><?cs var:partner.keep ?></a></div></form>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:way(Data.from, Data.to) ?> <span><?cs var:Data.departsAt.long ?> · <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></span> <bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi></p></div>
<?cs call:errors() ?><?cs if:!Data.cancellable ?><?cs call:notice("bad", "ban", partner.not_changeable, "") ?>
<?cs else ?><form class="row-form" method="get"><div class="field two"><label for="busId"><?cs var:partner.other_bus ?></label><select id="busId" name="busId"><?cs each:b = Data.buses ?><?cs if:b.id != Data.busId && b.status == "active" ?><option value="<?cs var:b.id ?>"<?cs if:b.id == Data.plan.busId ?> selected<?cs /if ?>><?cs var:b.bus.plate ?> · <?cs var:b.seats ?></option><?cs /if ?><?cs /each ?></select></div>
<button class="btn ghost"><?cs call:icon("search") ?><?cs var:partner.see_plan ?></button></form>
<?cs if:Data.plan.plan ?><?cs call:preview() ?><?cs /if ?><?cs /if ?><?cs
/def ?>
