<?cs # cancel - what cancelling a departure does, before it is done. Data is the departure; Data.effects,
     Data.reasons.
?><?cs
set:Section = "today" ?><?cs
set:Title = partner.cancel_title ?><?cs
set:Crumb1 = partner.departures_of + " " + Data.serviceDate.text ?><?cs
set:Crumb1Url = Base + "/partner/?date=" + Data.serviceDate ?><?cs
set:Crumb2 = Data.from + " – " + Data.to + " " + Data.departsAt.clock ?><?cs
set:Crumb2Url = Base + "/partner/trips/" + Data.scheduleId ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:way(Data.from, Data.to) ?> <span><?cs var:Data.serviceDate.long ?> · <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></span></p></div>
<?cs call:errors() ?><?cs if:!Data.cancellable ?><?cs call:notice("bad", "ban", partner.not_cancellable, "") ?>
<?cs else ?><div class="card"><h2><?cs var:partner.effects ?></h2>
<dl class="facts"><div><dt><?cs var:partner.effect_passengers ?></dt><dd><bdi><?cs var:Data.effects.passengers ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_card ?></dt><dd><bdi><?cs var:Data.effects.card ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_cash ?></dt><dd><bdi><?cs var:Data.effects.cash ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_unpaid ?></dt><dd><bdi><?cs var:Data.effects.unpaidBookings ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_messages ?></dt><dd><bdi><?cs var:Data.effects.messages ?></bdi></dd></div></dl>
<p><?cs var:partner.cancel_text ?></p></div>
<form class="card narrow-card" method="post" novalidate><?cs call:proofs() ?>
<div class="field<?cs if:Error.reason ?> bad<?cs /if ?>"><?cs call:field_head("reason", "reason", partner.reason, "", "1") ?><select<?cs call:field_state("reason", "reason", "", "1") ?>><option value=""><?cs var:partner.reason_choose ?></option><?cs each:r = Data.reasons ?><?cs call:choice(r.code, Form.reason, r.code.text) ?><?cs /each ?></select></div>
<div class="actions"><button class="btn danger"><?cs call:icon("ban") ?><?cs var:partner.cancel_now ?></button><a class="btn ghost" href="<?cs var:Crumb2Url ?>"><?cs var:partner.keep ?></a></div></form>
<?cs /if ?><?cs
/def ?>
