<?cs # seats - the plan of the bus as a form. Data.trip, Data.rows, Data.query (with url, the trip's
     page); Fact.free, Fact.taken. The plan is drawn as the bus is, in every language.
?><?cs
set:Title = seating.title ?><?cs
set:Private = "1" ?><?cs
set:Decks = "" ?><?cs
if:#Data.query.passengers > #1 ?><?cs set:PlanKind = "checkbox" ?><?cs else ?><?cs set:PlanKind = "radio" ?><?cs /if ?><?cs
each:r = Data.rows ?><?cs if:#r.deck > #1 ?><?cs set:Decks = "2" ?><?cs /if ?><?cs /each ?><?cs

def:content() ?><div class="wrap page">
<?cs call:steps("1") ?>
<?cs call:back(Data.query.url, seating.back) ?>
<h1><?cs var:seating.title ?></h1>
<p class="lede"><?cs call:way(Data.trip.from.city, Data.trip.to.city) ?> <span><?cs var:Data.trip.from.time.date ?> · <bdi dir="ltr"><?cs var:Data.trip.from.time.clock ?></bdi></span></p>
<?cs call:errors() ?>
<form class="seating cols cols-end" method="post" novalidate data-seats="<?cs var:Data.query.passengers ?>">
<?cs call:proofs() ?><?cs call:hidden("scheduleId", Data.query.scheduleId) ?><?cs call:hidden("fromStopId", Data.query.fromStopId) ?><?cs call:hidden("toStopId", Data.query.toStopId) ?><?cs call:hidden("count", Data.query.passengers) ?>
<fieldset class="card bus" id="seats" tabindex="-1" aria-describedby="seat-help<?cs if:Error.seats ?> seats-error<?cs /if ?>"><legend><?cs var:seating.count ?> <bdi><?cs var:Data.query.passengers ?></bdi></legend>
<p id="seat-help" class="hint"><?cs var:seating.front ?> <?cs var:Fact.free ?> · <?cs var:Fact.taken ?></p>
<?cs if:Error.seats ?><p class="wrong" id="seats-error"><?cs call:icon("triangle-alert") ?><?cs var:Error.seats ?></p>
<?cs /if ?><ul class="legend" aria-hidden="true"><li><span class="seat"></span><?cs var:seating.free ?></li><li><span class="seat is-chosen"></span><?cs var:seating.chosen ?></li><li><span class="seat is-taken"></span><?cs var:seating.taken ?></li></ul>
<div class="decks"><?cs call:plan() ?></div>
</fieldset>
<div class="card total">
<p class="sum"><span><?cs var:seating.one ?></span> <strong><bdi><?cs var:Data.trip.unitPrice ?></bdi></strong></p>
<p class="sum chosen" data-chosen hidden><span><?cs var:journey.seats ?> <span data-labels></span></span> <strong><bdi data-total data-unit="<?cs var:money.unit ?>"></bdi></strong></p>
<p class="vh" role="status" data-say data-words="<?cs var:seating.chosen ?>" data-full="<?cs var:seating.full ?>"></p>
<button class="btn big"><?cs var:seating.go ?><?cs call:arrow("chevron-right") ?></button>
<button class="btn ghost" name="auto" value="1"><?cs var:seating.auto ?></button>
<p class="soft"><?cs var:seating.hold_note ?></p>
</div>
</form>
</div>
<?cs /def ?>
