<?cs # exchange - other departures between the same places, one button each. Data.booking, Data.trips;
     Fact.date, Fact.today, Fact.next. ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Title = after.exchange ?><?cs
set:BackUrl = Base + "/booking/" + Data.booking.id ?><?cs

def:choice_of(p_trip) ?><li class="card"><?cs call:run(p_trip.from, p_trip.to, p_trip.minutes, p_trip.stopsBetween) ?>
<p class="soft"><bdi><?cs var:p_trip.operator.name ?></bdi> · <?cs var:p_trip.bus.type.text ?> · <bdi><?cs var:p_trip.unitPrice ?></bdi> <?cs var:journey.each ?></p>
<form method="post" action="<?cs var:BackUrl ?>/exchange" class="actions"><?cs call:proofs() ?><?cs call:hidden("scheduleId", p_trip.scheduleId) ?><?cs call:hidden("fromStopId", p_trip.from.stopId) ?><?cs call:hidden("toStopId", p_trip.to.stopId) ?>
<button class="btn"><?cs var:after.take ?><span class="vh"> <?cs var:p_trip.from.time.clock ?></span></button></form></li><?cs
/def ?><?cs

def:content() ?><div class="wrap page stack">
<?cs call:back(BackUrl, after.back) ?>
<h1><?cs var:Title ?></h1>
<p class="lede"><?cs call:way(Data.booking.from.city, Data.booking.to.city) ?> <span class="soft"><?cs var:Data.booking.from.time.long ?> · <bdi dir="ltr"><?cs var:Data.booking.from.time.clock ?></bdi></span></p>
<p><?cs var:after.exchange_text ?></p>
<?cs call:errors() ?>
<form class="card actions" method="get"><div class="field"><?cs call:field_head("date", "date", search.date, "", "1") ?><input<?cs call:field_state("date", "date", "", "1") ?> type="date" value="<?cs var:Fact.date ?>" min="<?cs var:Fact.today ?>"></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:search.go ?></button></form>
<?cs if:subcount(Data.trips) ?><ul class="stack plain"><?cs each:t = Data.trips ?><?cs call:choice_of(t) ?><?cs /each ?></ul>
<?cs else ?><?cs call:notice("info", "calendar-x", after.none, "") ?><?cs if:Fact.next ?><p><a class="btn ghost" href="<?cs var:Base ?>/booking/<?cs var:Data.booking.id ?>/exchange?date=<?cs var:Fact.next ?>"><?cs var:after.next_day ?></a></p><?cs /if ?><?cs /if ?>
</div>
<?cs /def ?>
