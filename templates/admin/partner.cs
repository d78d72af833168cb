<?cs # partner - one company. Data is the company with rules and staff. ?><?cs
set:Section = "partners" ?><?cs
set:Title = Data.name ?><?cs
set:Crumb1 = portal.partners ?><?cs
set:Crumb1Url = Base + "/admin/partners" ?><?cs

def:content() ?><div class="page-head"><h1><bdi><?cs var:Data.name ?></bdi></h1><p><?cs if:Data.status == "active" ?><?cs call:mark("ok", Data.status.text) ?><?cs elif:Data.status == "suspended" ?><?cs call:mark("warn", Data.status.text) ?><?cs else ?><?cs call:mark("idle", Data.status.text) ?><?cs /if ?></p></div>
<ul class="stats"><?cs
call:stat("", portal.buses, Data.buses, "") ?><?cs
call:stat(Base + "/admin/routes?partner=" + Data.id, portal.routes, Data.routes, "") ?><?cs
call:stat("", admin.departures_today, Data.departuresToday, "") ?><?cs
call:stat(Base + "/admin/bookings?partner=" + Data.id, admin.sold_month, Data.sold30Days, "") ?><?cs
call:stat("", admin.amount_month, Data.amount30Days, "") ?></ul>
<div class="halves"><section class="card" aria-labelledby="facts"><h2 id="facts"><?cs var:admin.company_facts ?></h2>
<dl class="facts wide"><div><dt><?cs var:admin.kind ?></dt><dd><?cs var:Data.kind.text ?></dd></div>
<div><dt><?cs var:receipt.rc ?></dt><dd><bdi dir="ltr"><?cs var:Data.legalId ?></bdi></dd></div>
<?cs if:Data.taxId ?><div><dt><?cs var:receipt.nif ?></dt><dd><bdi dir="ltr"><?cs var:Data.taxId ?></bdi></dd></div>
<?cs /if ?><div><dt><?cs var:journey.phone ?></dt><dd><?cs call:phone(Data.phone, Data.phone) ?></dd></div>
<div><dt><?cs var:people.email ?></dt><dd><bdi dir="ltr"><?cs var:Data.email ?></bdi></dd></div>
<?cs if:Data.address ?><div><dt><?cs var:admin.address ?></dt><dd><bdi><?cs var:Data.address ?></bdi></dd></div>
<?cs /if ?><div><dt><?cs var:admin.commission ?></dt><dd><bdi dir="ltr"><?cs var:Fact.commission ?></bdi></dd></div>
<div><dt><?cs var:journey.luggage ?></dt><dd><bdi><?cs var:Data.luggageKg ?> <?cs var:journey.kg ?></bdi></dd></div></dl></section>
<?cs if:User.role == "finance" || User.role == "admin" ?><section class="card" aria-labelledby="account"><h2 id="account"><?cs var:statement.account ?></h2><?cs call:errors() ?><form class="stack" method="post" action="<?cs var:Base ?>/admin/partners/<?cs var:Data.id ?>/account" novalidate><?cs call:proofs() ?><?cs call:field("rib", "rib", statement.rib, statement.rib_hint, "text", "off", "", "1") ?>
<button class="btn ghost"><?cs var:statement.save_account ?></button></form></section>
<section class="card" aria-labelledby="deposit"><h2 id="deposit"><?cs var:till.deposit ?></h2><form class="stack" method="post" action="<?cs var:Base ?>/admin/partners/<?cs var:Data.id ?>/deposit" novalidate><?cs call:proofs() ?><?cs call:field("dinars", "dinars", till.sum, till.count_hint, "number", "off", "", "1") ?><?cs call:field("slip", "slip", till.slip, "", "text", "off", "", "1") ?>
<button class="btn ghost"><?cs var:till.deposit_save ?></button></form></section>
<?cs /if ?><section class="card" aria-labelledby="rules"><h2 id="rules"><?cs var:journey.rules ?></h2><?cs call:rules(Data.rules) ?></section></div>
<section class="card" aria-labelledby="staff"><h2 id="staff"><?cs var:admin.staff ?></h2>
<?cs if:subcount(Data.staff) ?><ul class="people"><?cs each:s = Data.staff ?><li><bdi><?cs var:s.name ?></bdi> <?cs var:s.role.text ?> <bdi dir="ltr" class="soft"><?cs var:s.login ?></bdi> <?cs if:s.active ?><?cs call:mark("ok", admin.active) ?><?cs else ?><?cs call:mark("idle", admin.inactive) ?><?cs /if ?></li><?cs /each ?></ul>
<?cs else ?><p class="soft"><?cs var:admin.no_staff ?></p>
<?cs /if ?></section>
<?cs /def ?>
