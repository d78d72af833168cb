<?cs # trip - a journey as time, road, time; its card in a list; cancellation rules. ?><?cs
def:run_end(p_stop) ?><time class="clock" dir="ltr" datetime="<?cs var:p_stop.time ?>"><?cs var:p_stop.time.clock ?></time>
<span class="town"><bdi><?cs var:p_stop.city ?></bdi></span><?cs if:p_stop.name && p_stop.name != p_stop.city ?>
<span class="stop"><bdi><?cs var:p_stop.name ?></bdi></span><?cs /if ?><?cs
/def ?><?cs
def:run(p_from, p_to, p_minutes, p_stops) ?><div class="run">
<div class="run-end"><?cs call:run_end(p_from) ?></div>
<div class="run-road"><?cs if:p_minutes ?><span class="run-time"><span class="vh"><?cs var:journey.duration ?> </span><bdi><?cs var:p_minutes.text ?></bdi></span><?cs /if ?><span class="road" aria-hidden="true"></span><?cs
if:p_stops == "0" ?><span class="run-stops"><?cs var:journey.direct ?></span><?cs elif:p_stops ?><span class="run-stops"><?cs var:journey.stops ?> <bdi><?cs var:p_stops ?></bdi></span><?cs /if ?></div>
<div class="run-end"><?cs call:run_end(p_to) ?><?cs if:p_to.time.day != p_from.time.day ?>
<span class="next-day"><?cs var:p_to.time.date ?></span><?cs /if ?></div>
</div>
<?cs /def ?><?cs
def:way(p_from, p_to) ?><span class="way"><bdi><?cs var:p_from ?></bdi> <?cs call:arrow("arrow-right") ?><span class="vh"> <?cs var:journey.towards ?> </span> <bdi><?cs var:p_to ?></bdi></span><?cs
/def ?><?cs
def:amenities(p_bus) ?><?cs if:subcount(p_bus.amenities) ?><ul class="amenities" aria-label="<?cs var:journey.amenities ?>"><?cs each:a = p_bus.amenities ?><li><?cs call:amenity_icon(a) ?><span><?cs var:a.text ?></span></li><?cs /each ?></ul><?cs /if ?><?cs
/def ?><?cs
def:seats_left(p_trip) ?><?cs if:#p_trip.seatsLeft <= #5 ?><span class="few"><?cs call:icon("armchair") ?><?cs var:journey.last_seats ?> <bdi><?cs var:p_trip.seatsLeft ?></bdi></span><?cs
else ?><span class="many"><?cs call:icon("armchair") ?><?cs var:journey.free_seats ?> <bdi><?cs var:p_trip.seatsLeft ?></bdi></span><?cs /if ?><?cs
/def ?><?cs
def:trip_card(p_trip, p_passengers) ?><li class="card trip<?cs if:p_trip.status != "on_sale" ?> off off-<?cs var:p_trip.status ?><?cs /if ?>"><article aria-label="<?cs var:p_trip.from.time.clock ?> – <?cs var:p_trip.to.time.clock ?><?cs var:site.comma ?> <?cs var:p_trip.operator.name ?>">
<?cs if:p_trip.fastest || p_trip.cheapest || p_trip.overnight ?><p class="tags"><?cs if:p_trip.fastest ?><span class="tag tag-go"><?cs var:journey.fastest ?></span><?cs /if ?><?cs if:p_trip.cheapest ?><span class="tag tag-ok"><?cs var:journey.cheapest ?></span><?cs /if ?><?cs if:p_trip.overnight ?><span class="tag"><?cs call:icon("moon") ?><?cs var:journey.overnight ?></span><?cs /if ?></p>
<?cs /if ?><div class="trip-in">
<?cs call:run(p_trip.from, p_trip.to, p_trip.minutes, p_trip.stopsBetween) ?><div class="trip-buy">
<?cs if:p_trip.status == "on_sale" && #p_trip.seatsLeft >= #p_passengers ?><p class="price"><span class="vh"><?cs var:journey.total ?> </span><strong><bdi><?cs var:p_trip.price ?></bdi></strong><?cs if:#p_passengers > #1 ?> <span class="soft"><bdi><?cs var:p_trip.unitPrice ?></bdi> <?cs var:journey.each ?></span><?cs /if ?></p>
<a class="btn" href="<?cs var:p_trip.seatsUrl ?>"><?cs var:journey.choose ?><span class="vh"> <?cs var:p_trip.from.time.clock ?><?cs var:site.comma ?> <?cs var:p_trip.operator.name ?></span><?cs call:arrow("chevron-right") ?></a>
<?cs elif:p_trip.status == "on_sale" ?><p class="stamp"><?cs if:#p_trip.seatsLeft > #0 ?><?cs var:journey.not_enough ?><?cs else ?><?cs var:trip_status.sold_out ?><?cs /if ?></p>
<?cs else ?><p class="stamp stamp-<?cs var:p_trip.status ?>"><?cs var:p_trip.status.text ?></p><?cs if:p_trip.cancelReason ?><p class="soft"><?cs var:p_trip.cancelReason.text ?></p><?cs /if ?>
<?cs /if ?></div>
</div>
<div class="trip-more"><span class="who"><?cs call:icon("bus") ?><bdi><?cs var:p_trip.operator.name ?></bdi><?cs if:p_trip.bus.type ?> · <?cs var:p_trip.bus.type.text ?><?cs /if ?></span><?cs
if:p_trip.status == "on_sale" && #p_trip.seatsLeft > #0 ?><?cs call:seats_left(p_trip) ?><?cs /if ?><?cs call:amenities(p_trip.bus) ?><a class="more" href="<?cs var:p_trip.url ?>"><?cs var:journey.details ?><span class="vh"> <?cs var:p_trip.from.time.clock ?><?cs var:site.comma ?> <?cs var:p_trip.operator.name ?></span></a></div>
</article></li>
<?cs /def ?><?cs
def:rules(p_rules) ?><?cs if:subcount(p_rules) ?><ul class="rules"><?cs each:band = p_rules ?><li><?cs var:band.feeText ?></li><?cs /each ?></ul><?cs else ?><p class="rules"><?cs var:journey.no_refund ?></p><?cs /if ?><?cs
/def ?><?cs
def:facts_of(p_booking) ?><dl class="facts">
<div><dt><?cs var:journey.date ?></dt><dd><?cs var:p_booking.from.time.long ?></dd></div>
<div><dt><?cs var:journey.operator ?></dt><dd><bdi><?cs var:p_booking.operator.name ?></bdi><?cs if:p_booking.bus.type ?> · <?cs var:p_booking.bus.type.text ?><?cs /if ?></dd></div>
<div><dt><?cs var:journey.seats ?></dt><dd class="seat-list"><?cs each:it = p_booking.items ?><bdi dir="ltr"><?cs var:it.seat ?></bdi> <?cs /each ?></dd></div>
</dl>
<?cs /def ?><?cs
def:summary(p_booking) ?><aside class="card summary" aria-label="<?cs var:journey.yours ?>">
<h2><?cs var:journey.yours ?></h2>
<?cs call:run(p_booking.from, p_booking.to, "", "") ?>
<?cs call:facts_of(p_booking) ?><p class="sum"><span><?cs var:journey.total ?></span> <strong><bdi><?cs var:p_booking.total ?></bdi></strong></p>
</aside>
<?cs /def ?>
