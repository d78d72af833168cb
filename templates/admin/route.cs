<?cs # route - one line: stops and next departures. Data is the line; Data.stops, Data.trips. ?><?cs
set:Section = "routes" ?><?cs
set:Title = Data.from + " – " + Data.to ?><?cs
set:Crumb1 = portal.routes ?><?cs
set:Crumb1Url = Base + "/admin/routes" ?><?cs

def:content() ?><div class="page-head"><h1><?cs call:way(Data.from, Data.to) ?></h1><p class="lede"><a href="<?cs var:Base ?>/admin/partners/<?cs var:Data.partnerId ?>"><bdi><?cs var:Data.partner ?></bdi></a> · <?cs var:Data.busType.text ?></p></div>
<dl class="facts"><div><dt><?cs var:admin.km ?></dt><dd><bdi><?cs var:Data.distanceKm ?></bdi></dd></div>
<div><dt><?cs var:admin.duration ?></dt><dd><bdi><?cs var:Data.minutes.text ?></bdi></dd></div>
<div><dt><?cs var:partner.fare ?></dt><dd><bdi><?cs var:Data.basePrice ?></bdi></dd></div>
<div><dt><?cs var:partner.week ?></dt><dd><bdi><?cs var:Data.departures7Days ?></bdi></dd></div></dl>
<div class="halves"><section class="card" aria-labelledby="stops"><h2 id="stops"><?cs var:admin.stops ?></h2><ol class="people"><?cs each:s = Data.stops ?><li><bdi><?cs var:s.name ?></bdi> <span class="soft"><bdi><?cs var:s.km ?></bdi> <?cs var:admin.km_short ?></span></li><?cs /each ?></ol></section>
<section class="card" aria-labelledby="trips"><h2 id="trips"><?cs var:partner.next_trips ?></h2>
<?cs if:subcount(Data.trips) ?><?cs call:sheet_head(partner.next_trips) ?><thead><tr><th scope="col"><?cs var:journey.date ?></th><th scope="col"><?cs var:journey.bus ?></th><th scope="col" class="num"><?cs var:partner.sold ?></th><th scope="col"><?cs var:booking.state ?></th></tr></thead>
<tbody><?cs each:t = Data.trips ?><tr><th scope="row"><?cs call:when(t.departsAt) ?></th><td><bdi dir="ltr"><?cs var:t.plate ?></bdi></td><td class="num"><bdi dir="ltr"><?cs var:t.sold ?> / <?cs var:t.totalSeats ?></bdi></td><td><?cs call:trip_state(t.status) ?></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs else ?><p class="soft"><?cs var:partner.no_trip ?></p>
<?cs /if ?></section></div>
<?cs /def ?>
