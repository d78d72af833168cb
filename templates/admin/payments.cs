<?cs # payments - of some days. Data.payments, Data.query, Data.states, Pages. ?><?cs
set:Section = "payments" ?><?cs
set:Title = portal.payments ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/payments" role="search"><?cs call:filter_date("from", admin.paid_since, Data.query.from) ?><?cs call:filter_date("to", portal.until, Data.query.to) ?>
<div class="field"><label for="status"><?cs var:booking.state ?></label><select id="status" name="status"><option value=""><?cs var:portal.all ?></option><?cs each:s = Data.states ?><?cs call:choice(s.code, Data.query.status, s.code.text) ?><?cs /each ?></select></div>
<div class="field"><label for="method"><?cs var:partner.method ?></label><select id="method" name="method"><option value=""><?cs var:portal.all ?></option><?cs call:choice("card", Data.query.method, payment_method.card) ?><?cs call:choice("cash", Data.query.method, payment_method.cash) ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/admin/payments"><?cs call:icon("x") ?><?cs var:results.reset ?></a></form>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.payments) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:portal.made ?></th><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:partner.method ?></th><th scope="col" class="num"><?cs var:outcome.amount_due ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><?cs var:outcome.order_number ?></th><th scope="col"><?cs var:admin.message ?></th></tr></thead>
<tbody><?cs each:p = Data.payments ?><tr><th scope="row"><?cs call:when(p.createdAt) ?></th><td><a href="<?cs var:Base ?>/admin/bookings/<?cs var:p.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p.ref ?></bdi></a></td><td><?cs var:p.method.text ?></td><td class="num"><bdi><?cs var:p.amount.exact ?></bdi></td><td><?cs call:pay_state(p.status) ?></td><td><bdi dir="ltr" class="mono"><?cs var:p.orderNumber ?></bdi></td><td><bdi><?cs var:p.message ?></bdi></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("credit-card", portal.none) ?>
<?cs /if ?><?cs
/def ?>
