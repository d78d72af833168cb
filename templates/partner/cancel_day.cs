<?cs # cancel_day - what cancelling the departures of a day does, before it is done. Data.query (date, routeId),
     Data.effects, Data.routes, Data.reasons.
?><?cs
set:Section = "operations" ?><?cs
set:Title = operation.cancel_day ?><?cs
set:Crumb1 = operation.title ?><?cs
set:Crumb1Url = Base + "/partner/operations" ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs var:Data.query.date.long ?></p></div>
<?cs call:errors() ?><form class="row-form" method="get"><?cs call:filter_date("date", search.date, Data.query.date) ?>
<div class="field two"><label for="routeId"><?cs var:operation.line ?></label><select id="routeId" name="routeId"><option value=""><?cs var:operation.all_lines ?></option><?cs each:l = Data.routes ?><option value="<?cs var:l.routeId ?>"<?cs if:l.routeId == Data.query.routeId ?> selected<?cs /if ?>><?cs var:l.from ?> – <?cs var:l.to ?></option><?cs /each ?></select></div>
<button class="btn ghost"><?cs call:icon("search") ?><?cs var:portal.apply ?></button></form>
<?cs if:Data.effects.trips == "0" ?><?cs call:nothing("calendar", operation.nothing_left) ?>
<?cs else ?><div class="card"><h2><?cs var:partner.effects ?></h2>
<dl class="facts"><div><dt><?cs var:operation.trips ?></dt><dd><bdi><?cs var:Data.effects.trips ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_passengers ?></dt><dd><bdi><?cs var:Data.effects.passengers ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_card ?></dt><dd><bdi><?cs var:Data.effects.card ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_cash ?></dt><dd><bdi><?cs var:Data.effects.cash ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_unpaid ?></dt><dd><bdi><?cs var:Data.effects.unpaidBookings ?></bdi></dd></div>
<div><dt><?cs var:partner.effect_messages ?></dt><dd><bdi><?cs var:Data.effects.messages ?></bdi></dd></div></dl>
<p><?cs var:operation.cancel_day_text ?></p></div>
<form class="card narrow-card" method="post" action="<?cs var:Base ?>/partner/cancel-day" novalidate><?cs call:proofs() ?><?cs call:hidden("date", Data.query.date) ?><?cs if:Data.query.routeId ?><?cs call:hidden("routeId", Data.query.routeId) ?><?cs /if ?>
<div class="field<?cs if:Error.reason ?> bad<?cs /if ?>"><?cs call:field_head("reason", "reason", partner.reason, "", "1") ?><select<?cs call:field_state("reason", "reason", "", "1") ?>><option value=""><?cs var:partner.reason_choose ?></option><?cs each:r = Data.reasons ?><?cs call:choice(r.code, Form.reason, r.code.text) ?><?cs /each ?></select></div>
<div class="actions"><button class="btn danger"><?cs call:icon("ban") ?><?cs var:operation.cancel_day_now ?></button><a class="btn ghost" href="<?cs var:Base ?>/partner/?date=<?cs var:Data.query.date ?>"><?cs var:operation.keep_day ?></a></div></form>
<?cs /if ?><?cs
/def ?>
