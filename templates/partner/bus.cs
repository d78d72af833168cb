<?cs # bus - one bus: what it is, its seats, what it does next. Data is the bus; Data.rows, Data.trips. ?><?cs
set:Section = "buses" ?><?cs
set:Title = Data.bus.plate ?><?cs
set:Crumb1 = portal.buses ?><?cs
set:Crumb1Url = Base + "/partner/buses" ?><?cs
set:PlanKind = "" ?><?cs
set:Decks = "" ?><?cs
each:r = Data.rows ?><?cs if:#r.deck > #1 ?><?cs set:Decks = "2" ?><?cs /if ?><?cs /each ?><?cs

def:content() ?><div class="page-head"><h1><bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi></h1><p class="lede"><bdi><?cs var:Data.bus.model ?></bdi> · <?cs var:Data.bus.type.text ?></p></div>
<div class="halves"><div><section class="card" aria-labelledby="facts"><h2 id="facts"><?cs var:journey.on_board ?></h2>
<dl class="facts"><div><dt><?cs var:journey.seats ?></dt><dd><bdi><?cs var:Data.seats ?></bdi></dd></div>
<div><dt><?cs var:booking.state ?></dt><dd><?cs var:Data.status.text ?></dd></div>
<?cs if:Data.year != "0" ?><div><dt><?cs var:partner.year ?></dt><dd><bdi><?cs var:Data.year ?></bdi></dd></div>
<?cs /if ?><div><dt><?cs var:partner.week ?></dt><dd><bdi><?cs var:Data.departures ?></bdi></dd></div></dl>
<?cs call:amenities(Data.bus) ?></section>
<section class="card" aria-labelledby="next"><h2 id="next"><?cs var:partner.next_trips ?></h2>
<?cs if:subcount(Data.trips) ?><ul class="people"><?cs each:t = Data.trips ?><li><a href="<?cs var:Base ?>/partner/trips/<?cs var:t.scheduleId ?>"><?cs call:way(t.from, t.to) ?></a> <?cs call:when(t.departsAt) ?> <?cs call:trip_state(t.status) ?></li><?cs /each ?></ul>
<?cs else ?><p class="soft"><?cs var:partner.no_trip ?></p>
<?cs /if ?></section></div>
<section class="card bus" aria-labelledby="plan"><h2 id="plan"><?cs var:seating.plan ?></h2><p class="hint"><?cs var:seating.front ?></p>
<div class="decks"><?cs call:plan() ?></div></section></div>
<?cs /def ?>
