<?cs # routes - lines of all companies. Data.routes, Data.query, Data.companies, Pages. ?><?cs
set:Section = "routes" ?><?cs
set:Title = portal.routes ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/routes" role="search"><?cs call:filter_text("q", admin.place, Data.query.q) ?><?cs call:filter_company(Data.query.partner) ?>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/admin/routes"><?cs call:icon("x") ?><?cs var:results.reset ?></a></form>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.routes) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:partner.way ?></th><th scope="col"><?cs var:portal.company ?></th><th scope="col"><?cs var:results.type ?></th><th scope="col" class="num"><?cs var:admin.km ?></th><th scope="col" class="num"><?cs var:admin.duration ?></th><th scope="col" class="num"><?cs var:partner.fare ?></th><th scope="col" class="num"><?cs var:partner.week ?></th><th scope="col"><?cs var:booking.state ?></th></tr></thead>
<tbody><?cs each:r = Data.routes ?><tr><th scope="row"><a href="<?cs var:Base ?>/admin/routes/<?cs var:r.id ?>"><?cs call:way(r.from, r.to) ?></a></th><td><a href="<?cs var:Base ?>/admin/partners/<?cs var:r.partnerId ?>"><bdi><?cs var:r.partner ?></bdi></a></td><td><?cs var:r.busType.text ?></td><td class="num"><bdi><?cs var:r.distanceKm ?></bdi></td><td class="num"><bdi><?cs var:r.minutes.text ?></bdi></td><td class="num"><bdi><?cs var:r.basePrice ?></bdi></td><td class="num"><bdi><?cs var:r.departures7Days ?></bdi></td><td><?cs if:r.active ?><?cs call:mark("ok", admin.active) ?><?cs else ?><?cs call:mark("idle", admin.inactive) ?><?cs /if ?></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("route", portal.none) ?>
<?cs /if ?><?cs
/def ?>
