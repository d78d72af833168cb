<?cs # settlements - statements of companies. Data.settlements, Data.query, Data.states, Data.companies, Pages. ?><?cs
set:Section = "settlements" ?><?cs
set:Title = statement.plural ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/settlements" role="search"><?cs call:filter_company(Data.query.partner) ?>
<div class="field"><label for="status"><?cs var:booking.state ?></label><select id="status" name="status"><option value=""><?cs var:portal.all ?></option><?cs each:s = Data.states ?><?cs call:choice(s.code, Data.query.status, s.code.text) ?><?cs /each ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button></form>
<?cs /def ?><?cs

def:row(p_s) ?><tr>
<td><?cs if:p_s.status == "approved" ?><input type="checkbox" name="settlements" form="pay" value="<?cs var:p_s.id ?>" aria-label="<?cs var:p_s.partner ?>"><?cs /if ?></td>
<th scope="row"><a href="<?cs var:Base ?>/admin/settlements/<?cs var:p_s.id ?>"><?cs call:period(p_s) ?></a></th>
<td><a href="<?cs var:Base ?>/admin/partners/<?cs var:p_s.partnerId ?>"><bdi><?cs var:p_s.partner ?></bdi></a></td>
<td><?cs call:settlement_state(p_s.status) ?></td>
<td class="num"><bdi><?cs var:p_s.gross.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.commission.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.net.exact ?></bdi></td>
</tr>
<?cs /def ?><?cs

def:close_form() ?><form class="card row-form" method="post" action="<?cs var:Base ?>/admin/settlements/close" novalidate><?cs call:proofs() ?><div class="field"><label for="partnerId"><?cs var:portal.company ?></label><select id="partnerId" name="partnerId" required><?cs each:c = Data.companies ?><?cs call:choice(c.id, Form.partnerId, c.name) ?><?cs /each ?></select></div>
<?cs call:field("until", "until", statement.until, "", "date", "off", "", "1") ?>
<button class="btn ghost"><?cs var:statement.close ?></button></form>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p><a class="btn ghost" href="<?cs var:Base ?>/admin/transfers"><?cs call:icon("file-text") ?><?cs var:statement.transfers ?></a></p></div>
<?cs call:errors() ?><?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.settlements) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:statement.pay ?></th><th scope="col"><?cs var:statement.of ?></th><th scope="col"><?cs var:portal.company ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:statement.gross ?></th><th scope="col" class="num"><?cs var:statement.commission ?></th><th scope="col" class="num"><?cs var:statement.net ?></th></tr></thead>
<tbody><?cs each:s = Data.settlements ?><?cs call:row(s) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?><form class="card" id="pay" method="post" action="<?cs var:Base ?>/admin/transfers"><?cs call:proofs() ?><p><?cs var:statement.sign_text ?></p><button class="btn"><?cs call:icon("banknote") ?><?cs var:statement.sign ?></button></form>
<?cs else ?><?cs call:nothing("banknote", portal.none) ?>
<?cs /if ?><h2><?cs var:statement.close_title ?></h2>
<?cs call:close_form() ?><?cs
/def ?>
