<?cs # retime - another time for a departure. Data is the departure; Data.effects, Data.reasons; Fact.date. ?><?cs
set:Section = "today" ?><?cs
set:Title = partner.retime ?><?cs
set:Crumb1 = partner.departures_of + " " + Data.serviceDate.text ?><?cs
set:Crumb1Url = Base + "/partner/?date=" + Data.serviceDate ?><?cs
set:Crumb2 = Data.from + " – " + Data.to + " " + Data.departsAt.clock ?><?cs
set:Crumb2Url = Base + "/partner/trips/" + Data.scheduleId ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:way(Data.from, Data.to) ?> <span><?cs var:Data.departsAt.long ?> · <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></span></p></div>
<?cs call:errors() ?><?cs if:!Data.cancellable ?><?cs call:notice("bad", "ban", partner.not_changeable, "") ?>
<?cs else ?><form class="card narrow-card" method="post" novalidate><?cs call:proofs() ?>
<?cs call:field("date", "date", search.date, "", "date", "off", Fact.date, "1") ?>
<?cs call:field("time", "time", partner.new_time, "", "time", "off", Data.departsAt.clock, "1") ?>
<div class="field<?cs if:Error.reason ?> bad<?cs /if ?>"><?cs call:field_head("reason", "reason", partner.reason_kept, "", "1") ?><select<?cs call:field_state("reason", "reason", "", "1") ?>><option value=""><?cs var:partner.reason_choose ?></option><?cs each:r = Data.reasons ?><?cs call:choice(r.code, Form.reason, r.code.text) ?><?cs /each ?></select></div>
<dl class="facts"><div><dt><?cs var:partner.effect_passengers ?></dt><dd><bdi><?cs var:Data.effects.passengers ?></bdi></dd></div></dl>
<p><?cs var:partner.retime_text ?></p>
<div class="actions"><button class="btn"><?cs call:icon("clock") ?><?cs var:partner.retime_now ?></button><a class="btn ghost" href="<?cs var:Crumb2Url ?>"><?cs var:partner.keep ?></a></div></form>
<?cs /if ?><?cs
/def ?>
