<?cs # sell - the counter: names, then one key; seats are chosen unless some are ticked. Data is the
     departure; Data.way (legs, price, how many), Data.stops, Data.places (one per traveller), Data.rows;
     Fact.free.
?><?cs
set:Section = "today" ?><?cs
set:Title = partner.sell_title ?><?cs
set:Crumb1 = partner.departures_of + " " + Data.serviceDate.text ?><?cs
set:Crumb1Url = Base + "/partner/?date=" + Data.serviceDate ?><?cs
set:Crumb2 = Data.from + " – " + Data.to + " " + Data.departsAt.clock ?><?cs
set:Crumb2Url = Base + "/partner/trips/" + Data.scheduleId ?><?cs
set:PlanKind = "checkbox" ?><?cs
if:!subcount(Errors) ?><?cs set:Autofocus = "passengers-0-firstName" ?><?cs /if ?><?cs
set:Decks = "" ?><?cs
each:r = Data.rows ?><?cs if:#r.deck > #1 ?><?cs set:Decks = "2" ?><?cs /if ?><?cs /each ?><?cs

def:legs() ?><form class="row-form" method="get" action="<?cs var:Crumb2Url ?>/sell">
<div class="field two"><label for="from"><?cs var:search.from ?></label><select id="from" name="from"><?cs each:s = Data.stops ?><?cs if:!last(s) ?><option value="<?cs var:s.stopId ?>"<?cs if:s.stopId == Data.way.fromStopId ?> selected<?cs /if ?>><?cs var:s.name ?> <?cs var:s.departsAt.clock ?></option><?cs /if ?><?cs /each ?></select></div>
<div class="field two"><label for="to"><?cs var:search.to ?></label><select id="to" name="to"><?cs each:s = Data.stops ?><?cs if:!first(s) ?><option value="<?cs var:s.stopId ?>"<?cs if:s.stopId == Data.way.toStopId ?> selected<?cs /if ?>><?cs var:s.name ?> <?cs var:s.arrivesAt.clock ?></option><?cs /if ?><?cs /each ?></select></div>
<div class="field"><label for="passengers"><?cs var:search.passengers ?></label><select id="passengers" name="passengers"><?cs loop:i = #1, #6, #1 ?><option<?cs if:i == Data.way.passengers ?> selected<?cs /if ?>><?cs var:i ?></option><?cs /loop ?></select></div>
<button class="btn ghost"><?cs var:partner.change_legs ?></button>
</form>
<?cs /def ?><?cs

def:person(p_p) ?><fieldset><legend><?cs var:people.passenger ?> <bdi><?cs var:p_p.position ?></bdi></legend>
<div class="pair"><?cs call:field("passengers-" + p_p.index + "-firstName", "passengers." + p_p.index + ".firstName", people.first_name, "", "text", "off", "", "1") ?><?cs
call:field("passengers-" + p_p.index + "-lastName", "passengers." + p_p.index + ".lastName", people.last_name, "", "text", "off", "", "1") ?></div>
<?cs if:Data.way.needsIdNumber ?><?cs call:field("passengers-" + p_p.index + "-idNumber", "passengers." + p_p.index + ".idNumber", people.id_number, "", "text", "off", "", "1") ?>
<?cs /if ?></fieldset>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:way(Data.from, Data.to) ?> <span><?cs var:Data.serviceDate.text ?> · <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></span> <bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi></p></div>
<p class="soft no-print"><a href="<?cs var:Base ?>/partner/till"><?cs if:subcount(Data.till.shift) ?><?cs var:till.open_since ?> <bdi dir="ltr"><?cs var:Data.till.shift.openedAt.clock ?></bdi> · <bdi><?cs var:Data.till.shift.expected.exact ?></bdi><?cs else ?><?cs var:till.none_open ?><?cs /if ?></a></p>
<?cs call:errors() ?><?cs if:!Data.sellable ?><?cs call:notice("bad", "ban", partner.not_sellable, "") ?>
<?cs else ?><?cs call:legs() ?><form class="sell cols cols-end" method="post" novalidate data-seats="<?cs var:Data.way.passengers ?>">
<?cs call:proofs() ?><?cs call:hidden("fromStopId", Data.way.fromStopId) ?><?cs call:hidden("toStopId", Data.way.toStopId) ?>
<div class="card"><?cs each:p = Data.places ?><?cs call:person(p) ?><?cs /each ?>
<?cs call:field("contact-phone", "contact.phone", people.phone, partner.phone_hint, "tel", "off", "", "") ?>
<p class="sum"><span><?cs var:partner.to_cash ?></span> <strong><bdi><?cs var:Data.way.total ?></bdi></strong></p>
<p class="sum chosen" data-chosen hidden><span><?cs var:journey.seats ?> <span data-labels></span></span> <strong><bdi data-total data-unit="<?cs var:money.unit ?>"></bdi></strong></p>
<p class="vh" role="status" data-say data-words="<?cs var:seating.chosen ?>" data-full="<?cs var:seating.full ?>"></p>
<button class="btn big"><?cs call:icon("banknote") ?><span><?cs var:partner.sell_now ?></span></button></div>
<fieldset class="card bus" id="seats" tabindex="-1"<?cs if:Error.seats ?> aria-describedby="seats-error"<?cs /if ?>><legend><?cs var:partner.seats_hint ?></legend>
<?cs if:Error.seats ?><p class="wrong" id="seats-error"><?cs call:icon("triangle-alert") ?><?cs var:Error.seats ?></p>
<?cs /if ?><p class="hint"><?cs var:seating.front ?> <?cs var:Fact.free ?></p>
<div class="decks"><?cs call:plan() ?></div></fieldset>
</form>
<?cs /if ?><?cs
/def ?>
