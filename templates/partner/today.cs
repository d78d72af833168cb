<?cs # today - departures of a day with seats and money. Data.trips, Data.sum, Data.query.date; Fact.isToday,
     Fact.previousUrl, Fact.nextUrl, Fact.maySell, Fact.mayCancel.
?><?cs
set:Section = "today" ?><?cs
if:Fact.isToday ?><?cs set:Title = partner.today ?><?cs else ?><?cs set:Title = partner.departures_of + " " + Data.query.date.text ?><?cs /if ?><?cs

def:row(p_t) ?><tr<?cs if:p_t.status == "cancelled" ?> class="off"<?cs /if ?>>
<th scope="row"><a href="<?cs var:Base ?>/partner/trips/<?cs var:p_t.scheduleId ?>"><time dir="ltr" datetime="<?cs var:p_t.departsAt ?>"><?cs var:p_t.departsAt.clock ?></time></a></th>
<td><?cs call:way(p_t.from, p_t.to) ?></td>
<td><bdi dir="ltr"><?cs var:p_t.bus.plate ?></bdi></td>
<td class="num"><bdi dir="ltr"><?cs var:p_t.sold ?> / <?cs var:p_t.totalSeats ?></bdi><?cs if:p_t.held != "0" ?> <span class="soft small">· <?cs var:partner.held ?> <bdi><?cs var:p_t.held ?></bdi></span><?cs /if ?></td>
<td class="load"><meter min="0" max="100" value="<?cs var:p_t.loadPercent ?>" aria-label="<?cs var:partner.load ?>"></meter> <bdi dir="ltr"><?cs var:p_t.loadPercent ?> %</bdi></td>
<td class="num"><bdi><?cs var:p_t.gross ?></bdi></td>
<td class="num soft"><bdi><?cs var:p_t.cash ?></bdi></td>
<td><?cs call:trip_state(p_t.status) ?></td>
<td><?cs if:Fact.maySell && p_t.sellable ?><a class="btn ghost small-btn" href="<?cs var:Base ?>/partner/trips/<?cs var:p_t.scheduleId ?>/sell"><?cs var:partner.sell ?><span class="vh"> <?cs var:p_t.departsAt.clock ?></span></a><?cs /if ?></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1>
<p class="day-form"><a class="btn ghost small-btn" href="<?cs var:Fact.previousUrl ?>"><?cs call:arrow("chevron-left") ?><span class="vh"><?cs var:partner.day_before ?></span></a> <a class="btn ghost small-btn" href="<?cs var:Fact.nextUrl ?>"><?cs call:arrow("chevron-right") ?><span class="vh"><?cs var:partner.day_after ?></span></a><?cs if:Fact.mayCancel ?> <a class="btn ghost small-btn danger" href="<?cs var:Base ?>/partner/cancel-day?date=<?cs var:Data.query.date ?>"><?cs call:icon("ban") ?><?cs var:operation.cancel_day ?></a><?cs /if ?></p></div>
<form class="row-form" method="get" action="<?cs var:Base ?>/partner/" role="search"><?cs call:filter_date("date", search.date, Data.query.date) ?><?cs call:filter_text("q", partner.place, Data.query.q) ?>
<div class="field"><label for="show"><?cs var:partner.which ?></label><select id="show" name="show"><?cs call:choice("open", Data.query.show, partner.still_open) ?><?cs call:choice("all", Data.query.show, portal.all) ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button></form>
<ul class="stats"><?cs
call:stat("", portal.departures, Data.sum.trips, "") ?><?cs
call:stat("", partner.sold_seats, Data.sum.sold + " / " + Data.sum.seats, Data.sum.loadPercent + " %") ?><?cs
call:stat("", partner.gross, Data.sum.gross, "") ?><?cs
call:stat("", partner.card, Data.sum.card, "") ?><?cs
call:stat("", partner.cash, Data.sum.cash, "") ?><?cs
if:Data.sum.cancelled != "0" ?><?cs call:stat("", partner.cancelled, Data.sum.cancelled, "") ?><?cs /if ?></ul>
<?cs if:subcount(Data.trips) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:partner.time ?></th><th scope="col"><?cs var:partner.way ?></th><th scope="col"><?cs var:journey.bus ?></th><th scope="col" class="num"><?cs var:partner.sold ?></th><th scope="col"><?cs var:partner.load ?></th><th scope="col" class="num"><?cs var:partner.gross ?></th><th scope="col" class="num"><?cs var:partner.cash ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><span class="vh"><?cs var:partner.actions ?></span></th></tr></thead>
<tbody><?cs each:t = Data.trips ?><?cs call:row(t) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><div class="card empty"><?cs call:icon("calendar") ?><p><?cs if:Data.sum.trips == "0" ?><?cs var:partner.no_departure ?><?cs else ?><?cs var:portal.none ?><?cs /if ?></p><a class="btn" href="<?cs var:Fact.nextUrl ?>"><?cs var:partner.day_after ?></a></div>
<?cs /if ?><?cs
/def ?>
