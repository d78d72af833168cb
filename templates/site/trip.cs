<?cs # trip - one departure: stops, bus, luggage, rules. Data.trip (with url, seatsUrl), Data.stops,
     Data.rules, Data.luggageKg; Fact.passengers.
?><?cs
set:Title = Data.trip.from.city + " – " + Data.trip.to.city + " · " + Data.trip.from.time.date ?><?cs
set:Search = Base + "/search?from=" + Data.trip.from.slug + "&to=" + Data.trip.to.slug + "&date=" + Data.trip.from.time.day + "&passengers=" + Fact.passengers ?><?cs

def:stop_line(p_stop) ?><li class="at-<?cs var:p_stop.place ?>"><?cs
if:p_stop.place == "board" ?><time class="clock" dir="ltr" datetime="<?cs var:p_stop.departsAt ?>"><?cs var:p_stop.departsAt.clock ?></time><?cs
else ?><time class="clock" dir="ltr" datetime="<?cs var:p_stop.arrivesAt ?>"><?cs var:p_stop.arrivesAt.clock ?></time><?cs /if ?>
<span class="stop-name"><strong><bdi><?cs var:p_stop.city ?></bdi></strong><?cs if:p_stop.name != p_stop.city ?> <span class="soft"><bdi><?cs var:p_stop.name ?></bdi></span><?cs /if ?><?cs
if:p_stop.place == "board" ?> <span class="tag tag-go"><?cs var:journey.you_board ?></span><?cs elif:p_stop.place == "alight" ?> <span class="tag tag-go"><?cs var:journey.you_alight ?></span><?cs /if ?></span></li>
<?cs /def ?><?cs

def:buy() ?><div class="card buy">
<?cs if:Data.trip.status == "on_sale" ?><p class="price"><strong><bdi><?cs var:Data.trip.price ?></bdi></strong> <span class="soft"><?cs var:journey.total ?></span></p>
<?cs if:#Data.trip.seatsLeft > #0 ?><p><?cs call:seats_left(Data.trip) ?></p>
<a class="btn big" href="<?cs var:Data.trip.seatsUrl ?>"><?cs var:journey.choose_seats ?><?cs call:arrow("chevron-right") ?></a>
<?cs else ?><p class="stamp"><?cs var:trip_status.sold_out ?></p>
<?cs /if ?><?cs else ?><p class="stamp stamp-<?cs var:Data.trip.status ?>"><?cs var:Data.trip.status.text ?></p><?cs if:Data.trip.cancelReason ?><p><?cs var:Data.trip.cancelReason.text ?></p><?cs /if ?>
<a class="btn ghost" href="<?cs var:Search ?>"><?cs var:journey.others ?></a>
<?cs /if ?></div>
<?cs /def ?><?cs

def:content() ?><div class="wrap page">
<?cs call:back(Search, journey.back_results) ?>
<h1><?cs call:way(Data.trip.from.city, Data.trip.to.city) ?></h1>
<p class="lede"><?cs call:icon("calendar") ?><span><?cs var:Data.trip.from.time.long ?></span></p>
<div class="cols cols-end">
<div class="stack">
<div class="card"><?cs call:run(Data.trip.from, Data.trip.to, Data.trip.minutes, Data.trip.stopsBetween) ?></div>
<section class="card" aria-labelledby="stops"><h2 id="stops"><?cs var:journey.all_stops ?></h2>
<ol class="line"><?cs each:s = Data.stops ?><?cs call:stop_line(s) ?><?cs /each ?></ol>
<p class="soft"><?cs var:journey.times_note ?></p></section>
<section class="card" aria-labelledby="bus"><h2 id="bus"><?cs var:journey.on_board ?></h2>
<dl class="facts"><div><dt><?cs var:journey.operator ?></dt><dd><bdi><?cs var:Data.trip.operator.name ?></bdi></dd></div>
<?cs if:Data.trip.operator.phone ?><div><dt><?cs var:journey.phone ?></dt><dd><?cs call:phone(Data.trip.operator.phone, Data.trip.operator.phone) ?></dd></div>
<?cs /if ?><div><dt><?cs var:journey.bus ?></dt><dd><?cs var:Data.trip.bus.type.text ?><?cs if:Data.trip.bus.model ?> · <bdi dir="ltr"><?cs var:Data.trip.bus.model ?></bdi><?cs /if ?></dd></div>
<div><dt><?cs var:journey.luggage ?></dt><dd><bdi><?cs var:Data.luggageKg ?> <?cs var:journey.kg ?></bdi> <?cs var:journey.luggage_each ?></dd></div></dl>
<?cs call:amenities(Data.trip.bus) ?></section>
<section class="card" aria-labelledby="rules"><h2 id="rules"><?cs var:journey.rules ?></h2><?cs call:rules(Data.rules) ?></section>
</div>
<?cs call:buy() ?>
</div>
</div>
<?cs /def ?>
