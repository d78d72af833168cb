<?cs # fleet - buses on the road: a map where a script runs, and the same as a table. Data.buses, Data.query,
     Data.companies, Fact.liveUrl, Pages.
?><?cs
include:"parts/fleet_map.cs" ?><?cs
set:Section = "fleet" ?><?cs
set:Title = portal.fleet ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/fleet" role="search"><?cs call:filter_company(Data.query.partner) ?>
<div class="field"><label for="state"><?cs var:admin.gps ?></label><select id="state" name="state"><option value=""><?cs var:portal.all ?></option><?cs call:choice("fresh", Data.query.state, fix_state.fresh) ?><?cs call:choice("late", Data.query.state, fix_state.late) ?><?cs call:choice("silent", Data.query.state, fix_state.silent) ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/admin/fleet"><?cs call:icon("x") ?><?cs var:results.reset ?></a></form>
<?cs /def ?><?cs

def:row(p_b) ?><tr data-bus="<?cs var:p_b.busId ?>" data-status="<?cs var:p_b.busStatus ?>"><th scope="row"><button class="plain" type="button" data-pick hidden><bdi dir="ltr"><?cs var:p_b.plate ?></bdi></button><bdi dir="ltr" data-unpicked><?cs var:p_b.plate ?></bdi></th><td><a href="<?cs var:Base ?>/admin/partners/<?cs var:p_b.partnerId ?>"><bdi><?cs var:p_b.partner ?></bdi></a></td><td><?cs call:way(p_b.from, p_b.to) ?></td><td><bdi dir="ltr"><?cs var:p_b.departsAt.clock ?> · <?cs var:p_b.arrivesAt.clock ?></bdi></td><td data-cell="status"><?cs call:bus_status(p_b.busStatus) ?></td><td class="num" data-cell="delay"><?cs if:#p_b.delayMinutes > #0 ?><bdi><?cs var:p_b.delayMinutes ?></bdi><?cs /if ?></td><td class="num" data-cell="speed"><?cs if:p_b.seenAt ?><bdi><?cs var:p_b.speedKmh ?></bdi><?cs /if ?></td><td data-cell="seen"><?cs if:p_b.seenAt ?><?cs if:p_b.state == "silent" ?><?cs call:when(p_b.seenAt) ?><?cs else ?><time datetime="<?cs var:p_b.seenAt ?>"><bdi dir="ltr"><?cs var:p_b.seenAt.clock ?></bdi></time><?cs /if ?><?cs /if ?></td></tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:filters() ?>
<?cs if:subcount(Data.buses) ?><?cs call:fleet_map(Fact.liveUrl) ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:partner.plate ?></th><th scope="col"><?cs var:portal.company ?></th><th scope="col"><?cs var:partner.way ?></th><th scope="col"><?cs var:partner.time ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:admin.delay ?></th><th scope="col" class="num"><?cs var:admin.speed ?></th><th scope="col"><?cs var:admin.seen ?></th></tr></thead>
<tbody><?cs each:b = Data.buses ?><?cs call:row(b) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("bus", portal.none) ?>
<?cs /if ?><?cs
/def ?>
