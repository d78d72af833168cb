<?cs # give_back - cancelling passengers of a booking. Data is the booking; Data.lines (who, and what would come
     back), Data.reasons.
?><?cs
set:Section = "bookings" ?><?cs
set:Title = partner.give_back_title ?><?cs
set:Crumb1 = portal.bookings ?><?cs
set:Crumb1Url = Base + "/partner/bookings" ?><?cs
set:Crumb2 = booking.title + " " + Data.ref ?><?cs
set:Crumb2Url = Base + "/partner/bookings/" + Data.id ?><?cs

def:line(p_l) ?><tr><td><input type="checkbox" name="seats" value="<?cs var:p_l.seat ?>" id="seat-<?cs var:p_l.seat ?>" checked></td>
<th scope="row"><label for="seat-<?cs var:p_l.seat ?>"><bdi><?cs var:p_l.firstName ?> <?cs var:p_l.lastName ?></bdi></label></th>
<td><bdi dir="ltr"><?cs var:p_l.seat ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.paid ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.refund ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.full ?></bdi></td></tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:way(Data.from.city, Data.to.city) ?> <span><?cs var:Data.from.time.long ?> · <bdi dir="ltr"><?cs var:Data.from.time.clock ?></bdi></span> <bdi dir="ltr" class="mono"><?cs var:Data.ref ?></bdi></p></div>
<?cs call:errors() ?><?cs if:!subcount(Data.lines) ?><?cs call:notice("bad", "ban", partner.nobody_to_cancel, "") ?>
<?cs else ?><form method="post" novalidate><?cs call:proofs() ?><fieldset id="seats" tabindex="-1"><legend><?cs var:after.who ?></legend>
<?cs if:Error.seats ?><p class="wrong"><?cs call:icon("triangle-alert") ?><?cs var:Error.seats ?></p>
<?cs /if ?><?cs call:sheet_head(after.who) ?><thead><tr><th scope="col"><span class="vh"><?cs var:partner.chosen ?></span></th><th scope="col"><?cs var:booking.passenger ?></th><th scope="col"><?cs var:people.seat ?></th><th scope="col" class="num"><?cs var:partner.fare ?></th><th scope="col" class="num"><?cs var:partner.back_rules ?></th><th scope="col" class="num"><?cs var:partner.back_full ?></th></tr></thead>
<tbody><?cs each:l = Data.lines ?><?cs call:line(l) ?><?cs /each ?></tbody><?cs call:sheet_end() ?></fieldset>
<div class="card narrow-card"><div class="field<?cs if:Error.refund ?> bad<?cs /if ?>"><?cs call:field_head("refund", "refund", partner.back_how, "", "1") ?><select<?cs call:field_state("refund", "refund", "", "1") ?>><?cs call:choice("rules", Form.refund, partner.back_rules) ?><?cs call:choice("full", Form.refund, partner.back_full) ?></select></div>
<div class="field<?cs if:Error.reason ?> bad<?cs /if ?>"><?cs call:field_head("reason", "reason", partner.reason_kept, "", "1") ?><select<?cs call:field_state("reason", "reason", "", "1") ?>><option value=""><?cs var:partner.reason_choose ?></option><?cs each:r = Data.reasons ?><?cs call:choice(r.code, Form.reason, r.code.text) ?><?cs /each ?></select></div>
<p><?cs var:partner.give_back_text ?></p>
<div class="actions"><button class="btn danger"><?cs call:icon("ban") ?><?cs var:partner.give_back_now ?></button><a class="btn ghost" href="<?cs var:Crumb2Url ?>"><?cs var:partner.keep_booking ?></a></div></div></form>
<?cs /if ?><?cs
/def ?>
