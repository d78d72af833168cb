<?cs # ticket - a booking in any state; once confirmed, a boarding pass for each passenger. Data is the
     booking, items.N.qrSvg the code; Data.rules; Fact.pdfUrl, Fact.receiptUrl, Fact.icsUrl,
     Fact.boarding, Fact.againUrl, Fact.cancelReason (of the departure), Fact.leftSeconds. An unpaid booking goes on, or is given back.
?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Valid = "" ?><?cs
if:Data.status == "confirmed" || Data.status == "partially_cancelled" || Data.status == "completed" ?><?cs set:Valid = "1" ?><?cs /if ?><?cs
if:Valid ?><?cs set:Title = booking.ticket + " " + Data.ref ?><?cs else ?><?cs set:Title = booking.title + " " + Data.ref ?><?cs /if ?><?cs

def:pass(p_item) ?><?cs set:Off = "" ?><?cs if:p_item.state == "cancelled" || p_item.state == "refunded" || p_item.state == "refund_due" ?><?cs set:Off = "1" ?><?cs /if ?><section class="pass<?cs if:Off ?> off<?cs /if ?>" aria-label="<?cs var:people.seat ?> <?cs var:p_item.seat ?><?cs var:site.comma ?> <?cs var:p_item.firstName ?> <?cs var:p_item.lastName ?>">
<?cs if:!Off ?><div class="pass-code"><?cs if:p_item.qrSvg ?><?cs uvar:p_item.qrSvg ?><?cs # lint-allow: drawn by the server from a signed code, never from typed text ?><?cs else ?><p class="soft"><?cs var:booking.qr_soon ?></p><?cs /if ?>
<p class="code"><bdi dir="ltr"><?cs var:Data.ref ?></bdi></p></div>
<?cs /if ?><div class="pass-facts"><p class="pass-seat"><span><?cs var:people.seat ?></span> <strong dir="ltr"><?cs var:p_item.seat ?></strong></p>
<p class="pass-name"><span><?cs var:booking.passenger ?></span> <strong><bdi><?cs var:p_item.firstName ?> <?cs var:p_item.lastName ?></bdi></strong></p>
<?cs if:p_item.state != "confirmed" ?><p class="tag"><?cs var:p_item.state.text ?></p><?cs /if ?></div>
</section>
<?cs /def ?><?cs

def:trip_facts() ?><dl class="facts big-facts">
<div><dt><?cs var:journey.date ?></dt><dd><?cs var:Data.from.time.long ?></dd></div>
<?cs if:Fact.boarding ?><div><dt><?cs var:booking.board_by ?></dt><dd><bdi dir="ltr"><?cs var:Fact.boarding ?></bdi></dd></div>
<?cs /if ?><div><dt><?cs var:booking.ref ?></dt><dd><bdi dir="ltr"><?cs var:Data.ref ?></bdi></dd></div>
<div><dt><?cs var:booking.state ?></dt><dd><span class="tag tag-<?cs var:Data.status ?>"><?cs var:Data.status.text ?></span></dd></div>
<div><dt><?cs var:journey.operator ?></dt><dd><bdi><?cs var:Data.operator.name ?></bdi><?cs if:Data.operator.phone ?> <?cs call:phone(Data.operator.phone, Data.operator.phone) ?><?cs /if ?></dd></div>
<div><dt><?cs var:journey.bus ?></dt><dd><?cs var:Data.bus.type.text ?><?cs if:Data.bus.plate ?> <bdi dir="ltr"><?cs var:Data.bus.plate ?></bdi><?cs /if ?></dd></div>
<div><dt><?cs var:journey.luggage ?></dt><dd><bdi><?cs var:Data.luggageKg ?> <?cs var:journey.kg ?></bdi> <?cs var:journey.luggage_each ?></dd></div>
<div><dt><?cs var:journey.total ?></dt><dd><bdi><?cs var:Data.total.exact ?></bdi></dd></div>
</dl>
<?cs /def ?><?cs

def:state() ?><?cs
if:Data.live && Data.status == "held" ?><?cs call:countdown(Data.expiresAt) ?><?cs if:Data.complete ?><a class="btn big" href="<?cs var:Base ?>/pay/<?cs var:Data.id ?>"><?cs var:booking.go_pay ?><?cs call:arrow("chevron-right") ?></a><?cs else ?><a class="btn big" href="<?cs var:Base ?>/booking/<?cs var:Data.id ?>/passengers"><?cs var:booking.go_names ?><?cs call:arrow("chevron-right") ?></a><?cs /if ?><?cs
elif:Data.status == "held_cash" && Data.live ?><div class="card"><h2><?cs var:outcome.cash ?></h2><p><?cs var:outcome.cash_text ?></p><p class="code-label"><?cs var:outcome.cash_code ?></p><p class="code"><bdi dir="ltr"><?cs var:Data.cashCode ?></bdi></p>
<p class="strong"><?cs var:outcome.pay_by ?> <?cs var:Data.cashPayBy.long ?> · <bdi dir="ltr"><?cs var:Data.cashPayBy.clock ?></bdi></p></div><?cs
elif:Data.status == "paying" ?><?cs call:notice("info", "clock", outcome.pending, outcome.pending_text) ?><?cs
elif:Data.status == "review" ?><?cs call:notice("info", "eye", outcome.review, outcome.review_text) ?><?cs
elif:Data.status == "refund_due" ?><?cs call:notice("info", "refresh-cw", outcome.refund_due, outcome.refund_due_text) ?><?cs
elif:Data.status == "refunded" ?><?cs if:Fact.cancelReason ?><?cs call:notice("bad", "triangle-alert", booking.disrupted + " · " + Fact.cancelReason, "") ?><?cs /if ?><?cs call:notice("ok", "circle-check", outcome.refunded, outcome.refunded_text) ?><?cs
elif:Data.status == "cancelled" ?><?cs call:notice("bad", "ban", booking.cancelled, booking.cancelled_text) ?><?cs
elif:Data.status == "disrupted" ?><?cs set:Said = booking.disrupted ?><?cs if:Fact.cancelReason ?><?cs set:Said = booking.disrupted + " · " + Fact.cancelReason ?><?cs /if ?><?cs call:notice("bad", "triangle-alert", Said, booking.disrupted_text) ?><?cs
else ?><?cs call:notice("info", "clock", booking.expired, booking.expired_text) ?><?cs if:Fact.againUrl ?><a class="btn big" href="<?cs var:Fact.againUrl ?>"><?cs call:icon("refresh-cw") ?><?cs var:people.again ?></a><?cs /if ?><?cs /if ?><?cs
/def ?><?cs

def:actions() ?><div class="actions no-print"><button class="btn ghost" type="button" data-print hidden><?cs call:icon("printer") ?><?cs var:outcome.print ?></button><?cs
if:Valid ?><a class="btn ghost" href="<?cs var:Base ?>/track/<?cs var:Data.id ?>"><?cs call:icon("map-pin") ?><?cs var:track.see ?></a><?cs /if ?><?cs
if:Fact.pdfUrl ?><a class="btn ghost" href="<?cs var:Fact.pdfUrl ?>"><?cs call:icon("download") ?><?cs var:booking.pdf ?></a><?cs /if ?><?cs
if:Fact.icsUrl ?><a class="btn ghost" href="<?cs var:Fact.icsUrl ?>"><?cs call:icon("calendar-plus") ?><?cs var:booking.calendar ?></a><?cs /if ?><?cs
if:Fact.receiptUrl ?><a class="btn ghost" href="<?cs var:Fact.receiptUrl ?>"><?cs call:icon("file-text") ?><?cs var:outcome.receipt ?></a><?cs /if ?><?cs
if:Fact.changes ?><a class="btn ghost" href="<?cs var:Base ?>/booking/<?cs var:Data.id ?>/exchange"><?cs call:icon("refresh-cw") ?><?cs var:after.exchange ?></a><a class="btn ghost" href="<?cs var:Base ?>/booking/<?cs var:Data.id ?>/cancel"><?cs call:icon("ban") ?><?cs var:after.cancel ?></a><?cs /if ?></div><?cs
/def ?><?cs

def:people_list() ?><section class="card" aria-labelledby="people"><h2 id="people"><?cs var:people.title ?></h2><ul class="people"><?cs each:it = Data.items ?><li><bdi><?cs if:it.lastName ?><?cs var:it.firstName ?> <?cs var:it.lastName ?><?cs else ?><?cs var:people.passenger ?> <?cs var:it.position ?><?cs /if ?></bdi> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></span> <span class="tag"><?cs var:it.state.text ?></span></li><?cs /each ?></ul></section>
<?cs /def ?><?cs

def:content() ?><div class="wrap page stack ticket">
<h1 class="ticket-head"><?cs if:Valid ?><span class="vh"><?cs var:booking.ticket ?> </span><?cs else ?><span class="vh"><?cs var:booking.title ?> </span><?cs /if ?><?cs call:way(Data.from.city, Data.to.city) ?> <span class="soft"><?cs var:Data.from.time.date ?> · <bdi dir="ltr"><?cs var:Data.from.time.clock ?></bdi></span></h1>
<?cs if:Valid ?><?cs if:Data.reseated ?><?cs call:notice("info", "armchair", booking.reseated, booking.reseated_text) ?><?cs /if ?><?cs each:it = Data.items ?><?cs call:pass(it) ?><?cs /each ?>
<?cs call:actions() ?>
<?cs else ?><?cs call:state() ?><?cs /if ?>
<section class="card" aria-labelledby="trip"><h2 id="trip"><?cs var:journey.yours ?></h2><?cs call:run(Data.from, Data.to, "", "") ?>
<?cs call:trip_facts() ?></section>
<?cs if:Valid ?><section class="card" aria-labelledby="before"><h2 id="before"><?cs var:booking.before ?></h2><ul class="rules"><li><?cs var:booking.before_1 ?></li><li><?cs var:booking.before_2 ?></li><li><?cs var:booking.before_3 ?></li></ul></section>
<?cs else ?><?cs call:people_list() ?><?cs if:Fact.receiptUrl ?><?cs call:actions() ?><?cs /if ?><?cs /if ?>
<section class="card no-print" aria-labelledby="refund"><h2 id="refund"><?cs var:journey.rules ?></h2><?cs call:rules(Data.rules) ?><?cs if:Data.live && (Data.status == "held" || Data.status == "held_cash") ?><form class="give-back" method="post" action="<?cs var:Base ?>/booking/<?cs var:Data.id ?>/release"><?cs call:proofs() ?><button class="btn ghost"><?cs call:icon("x") ?><?cs var:booking.give_back ?></button></form><?cs /if ?></section>
</div>
<?cs /def ?>
