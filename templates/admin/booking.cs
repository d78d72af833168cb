<?cs # booking - one booking with everything that happened to it. Data is the booking; Data.events,
     Data.payments (tries), Data.refunds, Data.notices.
?><?cs
set:Section = "bookings" ?><?cs
set:Title = booking.title + " " + Data.ref ?><?cs
set:Crumb1 = portal.bookings ?><?cs
set:Crumb1Url = Base + "/admin/bookings" ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:booking.title ?> <bdi dir="ltr" class="mono"><?cs var:Data.ref ?></bdi></h1><p><?cs call:booking_state(Data.status) ?></p></div>
<div class="halves"><section class="card" aria-labelledby="trip"><h2 id="trip"><?cs var:partner.trip ?></h2>
<p><?cs call:way(Data.from.city, Data.to.city) ?></p>
<dl class="facts wide"><div><dt><?cs var:journey.date ?></dt><dd><?cs call:when(Data.from.time) ?></dd></div>
<div><dt><?cs var:portal.company ?></dt><dd><a href="<?cs var:Base ?>/admin/partners/<?cs var:Data.operator.id ?>"><bdi><?cs var:Data.operator.name ?></bdi></a></dd></div>
<div><dt><?cs var:journey.bus ?></dt><dd><bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi></dd></div>
<div><dt><?cs var:journey.total ?></dt><dd><bdi><?cs var:Data.total.exact ?></bdi></dd></div>
<div><dt><?cs var:partner.paid ?></dt><dd><?cs call:pay_state(Data.paymentStatus) ?></dd></div>
<?cs if:Data.phone ?><div><dt><?cs var:journey.phone ?></dt><dd><?cs call:phone(Data.phone, Data.phone) ?></dd></div>
<?cs /if ?><?cs if:Data.email ?><div><dt><?cs var:people.email ?></dt><dd><bdi dir="ltr"><?cs var:Data.email ?></bdi></dd></div>
<?cs /if ?></dl></section>
<section class="card" aria-labelledby="people"><h2 id="people"><?cs var:people.title ?></h2><ul class="people"><?cs each:it = Data.items ?><li><bdi><?cs var:it.firstName ?> <?cs var:it.lastName ?></bdi> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></span> <?cs call:booking_state(it.state) ?></li><?cs /each ?></ul></section></div>
<section class="card" aria-labelledby="history"><h2 id="history"><?cs var:portal.history ?></h2><?cs call:timeline(Data.events) ?></section>
<section class="card" aria-labelledby="tries"><h2 id="tries"><?cs var:portal.payments ?></h2>
<?cs if:subcount(Data.payments) ?><?cs call:sheet_head(portal.payments) ?><thead><tr><th scope="col"><?cs var:portal.made ?></th><th scope="col"><?cs var:partner.method ?></th><th scope="col" class="num"><?cs var:outcome.amount_due ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><?cs var:outcome.order_number ?></th><th scope="col"><?cs var:admin.message ?></th></tr></thead>
<tbody><?cs each:p = Data.payments ?><tr><th scope="row"><?cs call:when(p.createdAt) ?></th><td><?cs var:p.method.text ?></td><td class="num"><bdi><?cs var:p.amount.exact ?></bdi></td><td><?cs call:pay_state(p.status) ?></td><td><bdi dir="ltr" class="mono"><?cs var:p.orderNumber ?></bdi></td><td><bdi><?cs var:p.message ?></bdi></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs else ?><p class="soft"><?cs var:admin.no_payment ?></p>
<?cs /if ?></section>
<?cs if:subcount(Data.refunds) ?><section class="card" aria-labelledby="refunds"><h2 id="refunds"><?cs var:partner.refunds ?></h2><ul class="people"><?cs each:f = Data.refunds ?><li><bdi><?cs var:f.amount.exact ?></bdi> <?cs var:f.method.text ?> <?cs call:pay_state(f.state) ?> <span class="soft"><?cs call:when(f.createdAt) ?></span></li><?cs /each ?></ul></section>
<?cs /if ?><section class="card" aria-labelledby="notices"><h2 id="notices"><?cs var:admin.notices ?></h2>
<?cs if:subcount(Data.notices) ?><ul class="people"><?cs each:n = Data.notices ?><li><?cs var:n.channel.text ?> <?cs var:n.template.text ?> <?cs if:n.state == "failed" ?><?cs call:mark("bad", n.state.text) ?><?cs elif:n.state == "queued" ?><?cs call:mark("live", n.state.text) ?><?cs else ?><?cs call:mark("ok", n.state.text) ?><?cs /if ?> <span class="soft"><?cs call:when(n.createdAt) ?><?cs if:n.error ?> · <bdi><?cs var:n.error ?></bdi><?cs /if ?></span></li><?cs /each ?></ul>
<?cs else ?><p class="soft"><?cs var:admin.no_notice ?></p>
<?cs /if ?></section>
<?cs /def ?>
