<?cs # booking - one booking of a departure. Data is the booking; Data.events, Data.refunds; Fact.sold (just
     now, at this counter), Fact.owesCash, Fact.maySell, Fact.mayGiveBack, Fact.cancellable, Fact.sellable (the departure still is).
?><?cs
set:Section = "bookings" ?><?cs
set:Title = booking.title + " " + Data.ref ?><?cs
set:Crumb1 = portal.bookings ?><?cs
set:Crumb1Url = Base + "/partner/bookings" ?><?cs
set:Url = Base + "/partner/bookings/" + Data.id ?><?cs
set:TripUrl = Base + "/partner/trips/" + Data.scheduleId ?><?cs

def:papers() ?><div class="actions no-print"><?cs
if:Data.status == "confirmed" || Data.status == "partially_cancelled" || Data.status == "completed" ?><a class="btn" href="<?cs var:Url ?>/ticket.pdf"<?cs if:Fact.sold ?> autofocus<?cs /if ?>><?cs call:icon("printer") ?><?cs var:partner.print_ticket ?></a><?cs /if ?><?cs
if:Data.paymentStatus != "unpaid" && Data.paymentStatus != "pending" ?><a class="btn ghost" href="<?cs var:Url ?>/receipt.pdf"><?cs call:icon("file-text") ?><?cs var:outcome.receipt ?></a><?cs /if ?><?cs
if:Fact.maySell && Fact.sellable ?><a class="btn ghost" href="<?cs var:TripUrl ?>/sell"><?cs call:icon("plus") ?><?cs var:partner.sell_another ?></a><?cs /if ?><?cs
if:Fact.mayGiveBack && Fact.cancellable ?><a class="btn ghost danger" href="<?cs var:Url ?>/cancel"><?cs call:icon("ban") ?><?cs var:partner.give_back ?></a><?cs /if ?></div>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:booking.title ?> <bdi dir="ltr" class="mono"><?cs var:Data.ref ?></bdi></h1><p><?cs call:booking_state(Data.status) ?></p></div>
<?cs call:errors() ?><?cs if:Fact.sold ?><?cs call:notice("ok", "circle-check", partner.sold_title, partner.sold_text) ?>
<?cs /if ?><?cs call:papers() ?><div class="halves"><section class="card" aria-labelledby="trip"><h2 id="trip"><?cs var:partner.trip ?></h2>
<p><a href="<?cs var:TripUrl ?>"><?cs call:way(Data.from.city, Data.to.city) ?></a></p>
<dl class="facts wide"><div><dt><?cs var:journey.date ?></dt><dd><?cs call:when(Data.from.time) ?></dd></div>
<div><dt><?cs var:journey.total ?></dt><dd><bdi><?cs var:Data.total.exact ?></bdi></dd></div>
<div><dt><?cs var:partner.method ?></dt><dd><?cs var:Data.paymentMethod.text ?></dd></div>
<div><dt><?cs var:partner.paid ?></dt><dd><?cs call:pay_state(Data.paymentStatus) ?></dd></div>
<?cs if:Data.phone ?><div><dt><?cs var:journey.phone ?></dt><dd><?cs call:phone(Data.phone, Data.phone) ?></dd></div>
<?cs /if ?><?cs if:Data.email ?><div><dt><?cs var:people.email ?></dt><dd><bdi dir="ltr"><?cs var:Data.email ?></bdi></dd></div>
<?cs /if ?></dl></section>
<section class="card" aria-labelledby="people"><h2 id="people"><?cs var:people.title ?></h2><ul class="people"><?cs each:it = Data.items ?><li><bdi><?cs var:it.firstName ?> <?cs var:it.lastName ?></bdi> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></span><?cs if:it.idNumber ?> <bdi dir="ltr" class="soft"><?cs var:it.idNumber ?></bdi><?cs /if ?> <?cs call:booking_state(it.state) ?></li><?cs /each ?></ul></section></div>
<?cs if:subcount(Data.refunds) ?><section class="card" aria-labelledby="refunds"><h2 id="refunds"><?cs var:partner.refunds ?></h2><ul class="people"><?cs each:f = Data.refunds ?><li><bdi><?cs var:f.amount.exact ?></bdi> <?cs var:f.method.text ?> <?cs call:pay_state(f.state) ?> <span class="soft"><?cs call:when(f.createdAt) ?></span></li><?cs /each ?></ul>
<?cs if:Fact.owesCash && Fact.maySell ?><form method="post" action="<?cs var:Url ?>/refund-paid"><?cs call:proofs() ?><p><?cs var:partner.refund_text ?></p><button class="btn"><?cs call:icon("banknote") ?><?cs var:partner.refund_paid ?></button></form><?cs /if ?></section>
<?cs /if ?><section class="card" aria-labelledby="history"><h2 id="history"><?cs var:portal.history ?></h2><?cs call:timeline(Data.events) ?></section>
<?cs /def ?>
