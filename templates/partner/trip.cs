<?cs # trip - one departure and its passengers. Data is the departure, Data.riders the list; Fact.maySell,
     Fact.mayChange, Fact.mayCancel, Fact.mayContact.
?><?cs
set:Section = "today" ?><?cs
set:Title = Data.from + " – " + Data.to + " " + Data.departsAt.clock ?><?cs
set:Crumb1 = partner.departures_of + " " + Data.serviceDate.text ?><?cs
set:Crumb1Url = Base + "/partner/?date=" + Data.serviceDate ?><?cs
set:TripUrl = Base + "/partner/trips/" + Data.scheduleId ?><?cs

def:rider(p_r) ?><tr>
<th scope="row"><bdi dir="ltr"><?cs var:p_r.seat ?></bdi></th>
<td><bdi><?cs var:p_r.firstName ?> <?cs var:p_r.lastName ?></bdi></td>
<td><?cs call:way(p_r.from, p_r.to) ?></td>
<td><bdi dir="ltr"><?cs var:p_r.boardsAt.clock ?></bdi></td>
<?cs if:Fact.mayContact ?><td><?cs if:p_r.phone ?><?cs call:phone(p_r.phone, p_r.phone) ?><?cs /if ?></td>
<?cs /if ?><td><a href="<?cs var:Base ?>/partner/bookings/<?cs var:p_r.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p_r.ref ?></bdi></a></td>
<td><?cs var:p_r.method.text ?></td>
<td class="num"><bdi><?cs var:p_r.fare ?></bdi></td>
<td><?cs call:booking_state(p_r.state) ?></td>
</tr>
<?cs /def ?><?cs

def:actions() ?><div class="actions no-print"><?cs
if:Fact.maySell && Data.sellable ?><a class="btn" href="<?cs var:TripUrl ?>/sell"><?cs call:icon("banknote") ?><?cs var:partner.sell_here ?></a><?cs /if ?><?cs
if:subcount(Data.riders) ?><a class="btn ghost" href="<?cs var:TripUrl ?>/manifest.pdf"><?cs call:icon("printer") ?><?cs var:partner.manifest_pdf ?></a><a class="btn ghost" href="<?cs var:TripUrl ?>/manifest.csv"><?cs call:icon("download") ?><?cs var:portal.csv ?></a><?cs /if ?><?cs
if:Data.operations != "0" ?><a class="btn ghost" href="<?cs var:Base ?>/partner/operations?trip=<?cs var:Data.scheduleId ?>"><?cs call:icon("list") ?><?cs var:operation.of_trip ?></a><?cs /if ?><?cs
if:Fact.mayChange && Data.cancellable ?><a class="btn ghost" href="<?cs var:TripUrl ?>/time"><?cs call:icon("clock") ?><?cs var:partner.retime ?></a><a class="btn ghost" href="<?cs var:TripUrl ?>/bus"><?cs call:icon("bus") ?><?cs var:partner.rebus ?></a><?cs /if ?><?cs
if:Fact.mayCancel && Data.cancellable ?><a class="btn ghost danger" href="<?cs var:TripUrl ?>/cancel"><?cs call:icon("ban") ?><?cs var:partner.cancel ?></a><?cs /if ?></div>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs call:way(Data.from, Data.to) ?> <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></h1><p><?cs call:trip_state(Data.status) ?><?cs if:Data.cancelReason ?> <span class="soft"><?cs var:Data.cancelReason.text ?></span><?cs /if ?></p></div>
<?cs if:Data.status == "cancelled" ?><?cs call:notice("bad", "ban", partner.cancelled_title, partner.cancelled_text) ?>
<?cs /if ?><dl class="facts"><div><dt><?cs var:search.date ?></dt><dd><?cs var:Data.serviceDate.text ?></dd></div>
<div><dt><?cs var:journey.bus ?></dt><dd><a href="<?cs var:Base ?>/partner/buses/<?cs var:Data.busId ?>"><bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi></a> <span class="soft"><?cs var:Data.bus.type.text ?></span></dd></div>
<div><dt><?cs var:partner.sold ?></dt><dd><bdi dir="ltr"><?cs var:Data.sold ?> / <?cs var:Data.totalSeats ?></bdi> <span class="soft"><bdi dir="ltr"><?cs var:Data.loadPercent ?> %</bdi></span></dd></div>
<div><dt><?cs var:partner.held ?></dt><dd><bdi><?cs var:Data.held ?></bdi></dd></div>
<div><dt><?cs var:partner.gross ?></dt><dd><bdi><?cs var:Data.gross ?></bdi></dd></div>
<div><dt><?cs var:partner.card ?></dt><dd><bdi><?cs var:Data.card ?></bdi></dd></div>
<div><dt><?cs var:partner.cash ?></dt><dd><bdi><?cs var:Data.cash ?></bdi></dd></div></dl>
<?cs call:actions() ?><h2><?cs var:partner.passengers ?></h2>
<?cs if:subcount(Data.riders) ?><?cs call:sheet_head(partner.passengers) ?><thead><tr><th scope="col"><?cs var:people.seat ?></th><th scope="col"><?cs var:booking.passenger ?></th><th scope="col"><?cs var:partner.legs ?></th><th scope="col"><?cs var:partner.boards ?></th><?cs if:Fact.mayContact ?><th scope="col"><?cs var:journey.phone ?></th><?cs /if ?><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:partner.method ?></th><th scope="col" class="num"><?cs var:partner.fare ?></th><th scope="col"><?cs var:booking.state ?></th></tr></thead>
<tbody><?cs each:r = Data.riders ?><?cs call:rider(r) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs else ?><?cs call:nothing("users", partner.no_passenger) ?>
<?cs /if ?><?cs
/def ?>
