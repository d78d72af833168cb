<?cs # bookings - on the company's departures. Data.bookings, Data.query, Data.statuses; Fact.csvUrl, Pages. ?><?cs
set:Section = "bookings" ?><?cs
set:Title = portal.bookings ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/partner/bookings" role="search">
<?cs call:filter_text("q", portal.search, Data.query.q) ?><?cs call:filter_date("from", portal.since, Data.query.from) ?><?cs call:filter_date("to", portal.until, Data.query.to) ?>
<div class="field"><label for="status"><?cs var:booking.state ?></label><select id="status" name="status"><option value=""><?cs var:portal.all ?></option><?cs each:s = Data.statuses ?><?cs call:choice(s.code, Data.query.status, s.code.text) ?><?cs /each ?></select></div>
<div class="field"><label for="method"><?cs var:partner.method ?></label><select id="method" name="method"><option value=""><?cs var:portal.all ?></option><?cs call:choice("card", Data.query.method, payment_method.card) ?><?cs call:choice("cash", Data.query.method, payment_method.cash) ?></select></div>
<div class="field"><label for="sort"><?cs var:results.sort ?></label><select id="sort" name="sort"><?cs call:choice("created", Data.query.sort, portal.newest) ?><?cs call:choice("departure", Data.query.sort, portal.by_departure) ?></select></div>
<?cs if:Data.query.trip ?><?cs call:hidden("trip", Data.query.trip) ?><?cs /if ?><button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/partner/bookings"><?cs call:icon("x") ?><?cs var:results.reset ?></a>
</form>
<?cs /def ?><?cs

def:row(p_b) ?><tr>
<th scope="row"><a href="<?cs var:Base ?>/partner/bookings/<?cs var:p_b.id ?>"><bdi dir="ltr" class="mono"><?cs var:p_b.ref ?></bdi></a></th>
<td><bdi><?cs var:p_b.passenger ?></bdi><?cs if:#p_b.passengers > #1 ?> <span class="soft">(<bdi><?cs var:p_b.passengers ?></bdi>)</span><?cs /if ?></td>
<td><?cs call:way(p_b.from, p_b.to) ?></td>
<td><a href="<?cs var:Base ?>/partner/trips/<?cs var:p_b.scheduleId ?>"><?cs call:when(p_b.boardsAt) ?></a></td>
<td><?cs call:booking_state(p_b.status) ?></td>
<td><?cs var:p_b.method.text ?></td>
<td class="num"><bdi><?cs var:p_b.total ?></bdi></td>
<td class="soft"><?cs call:when(p_b.createdAt) ?></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p><a class="btn ghost" href="<?cs var:Fact.csvUrl ?>"><?cs call:icon("download") ?><?cs var:portal.csv ?></a></p></div>
<?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.bookings) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:booking.passenger ?></th><th scope="col"><?cs var:partner.way ?></th><th scope="col"><?cs var:journey.date ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><?cs var:partner.method ?></th><th scope="col" class="num"><?cs var:journey.total ?></th><th scope="col"><?cs var:portal.made ?></th></tr></thead>
<tbody><?cs each:b = Data.bookings ?><?cs call:row(b) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("ticket", portal.none) ?>
<?cs /if ?><?cs
/def ?>
