<?cs # partners - companies. Data.partners, Data.query, Pages. ?><?cs
set:Section = "partners" ?><?cs
set:Title = portal.partners ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/partners" role="search"><?cs call:filter_text("q", admin.name, Data.query.q) ?>
<div class="field"><label for="status"><?cs var:booking.state ?></label><select id="status" name="status"><option value=""><?cs var:portal.all ?></option><?cs call:choice("applied", Data.query.status, partner_status.applied) ?><?cs call:choice("active", Data.query.status, partner_status.active) ?><?cs call:choice("suspended", Data.query.status, partner_status.suspended) ?><?cs call:choice("closed", Data.query.status, partner_status.closed) ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/admin/partners"><?cs call:icon("x") ?><?cs var:results.reset ?></a></form>
<?cs /def ?><?cs

def:company_state(p_code) ?><?cs if:p_code == "active" ?><?cs call:mark("ok", p_code.text) ?><?cs elif:p_code == "applied" ?><?cs call:mark("live", p_code.text) ?><?cs elif:p_code == "suspended" ?><?cs call:mark("warn", p_code.text) ?><?cs else ?><?cs call:mark("idle", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.partners) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:admin.name ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:portal.buses ?></th><th scope="col" class="num"><?cs var:portal.routes ?></th><th scope="col" class="num"><?cs var:admin.departures_today ?></th><th scope="col" class="num"><?cs var:admin.sold_month ?></th><th scope="col" class="num"><?cs var:admin.amount_month ?></th><th scope="col"><?cs var:journey.phone ?></th></tr></thead>
<tbody><?cs each:p = Data.partners ?><tr><th scope="row"><a href="<?cs var:Base ?>/admin/partners/<?cs var:p.id ?>"><bdi><?cs var:p.name ?></bdi></a></th><td><?cs call:company_state(p.status) ?></td><td class="num"><bdi><?cs var:p.buses ?></bdi></td><td class="num"><bdi><?cs var:p.routes ?></bdi></td><td class="num"><bdi><?cs var:p.departuresToday ?></bdi></td><td class="num"><bdi><?cs var:p.sold30Days ?></bdi></td><td class="num"><bdi><?cs var:p.amount30Days ?></bdi></td><td><?cs call:phone(p.phone, p.phone) ?></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("users", portal.none) ?>
<?cs /if ?><?cs
/def ?>
