<?cs # result - what became of a payment. Data.payment, Data.booking; Refresh while the bank is silent;
     Fact.ticketUrl, Fact.payUrl, Fact.searchUrl, Fact.pdfUrl (receipt), Fact.mailed (where it was
     sent). Nothing here offers to pay while an answer is open.
?><?cs
set:Private = "1" ?><?cs
set:Frozen = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Paid = Data.payment.status ?><?cs
set:SeatsUrl = Base + "/trip/" + Data.booking.scheduleId + "/seats?from=" + Data.booking.from.stopId + "&to=" + Data.booking.to.stopId + "&passengers=" + Data.booking.passengers ?><?cs
if:Data.booking.status == "refund_due" || Data.booking.status == "review" ?><?cs set:Paid = Data.booking.status ?><?cs
elif:Data.payment.method == "cash" && Paid == "pending" ?><?cs set:Paid = "cash" ?><?cs /if ?><?cs
if:Paid == "captured" ?><?cs set:Title = outcome.accepted ?><?cs
elif:Paid == "pending" ?><?cs set:Title = outcome.pending ?><?cs
elif:Paid == "cash" ?><?cs set:Title = outcome.cash ?><?cs
elif:Paid == "review" ?><?cs set:Title = outcome.review ?><?cs
elif:Paid == "refund_due" ?><?cs set:Title = outcome.refund_due ?><?cs
elif:Paid == "refunded" || Paid == "partly_refunded" ?><?cs set:Title = outcome.refunded ?><?cs
elif:Paid == "refused" ?><?cs set:Title = outcome.refused ?><?cs
else ?><?cs set:Title = outcome.not_paid ?><?cs /if ?><?cs

def:fact(p_words, p_value) ?><?cs if:p_value ?><div><dt><?cs var:p_words ?></dt><dd><bdi dir="ltr"><?cs var:p_value ?></bdi></dd></div><?cs /if ?><?cs
/def ?><?cs

def:bank_help() ?><p class="bank-help"><?cs call:icon("phone") ?><span><?cs var:outcome.bank_help ?> <a class="tel" href="tel:3020"><bdi dir="ltr">3020</bdi></a></span></p><?cs
/def ?><?cs

def:receipt_facts() ?><dl class="facts wide receipt">
<?cs if:Data.payment.message && Paid != "refused" ?><div><dt><?cs var:outcome.bank_says ?></dt><dd><bdi><?cs var:Data.payment.message ?></bdi></dd></div>
<?cs /if ?><?cs call:fact(outcome.order_number, Data.payment.orderNumber) ?><?cs call:fact(outcome.order_id, Data.payment.orderId) ?><?cs call:fact(outcome.approval, Data.payment.approvalCode) ?>
<div><dt><?cs var:outcome.when ?></dt><dd><?cs if:Data.payment.capturedAt ?><?cs var:Data.payment.capturedAt.long ?> · <bdi dir="ltr"><?cs var:Data.payment.capturedAt.clock ?> (GMT+1)</bdi><?cs else ?><?cs var:Data.payment.createdAt.long ?> · <bdi dir="ltr"><?cs var:Data.payment.createdAt.clock ?> (GMT+1)</bdi><?cs /if ?></dd></div>
<div><dt><?cs var:outcome.method ?></dt><dd><?cs var:Data.payment.method.text ?><?cs if:Data.payment.card ?> <bdi dir="ltr"><?cs var:Data.payment.card ?></bdi><?cs /if ?></dd></div>
<?cs call:fact(booking.ref, Data.payment.bookingRef) ?>
<div class="paid"><dt><?cs if:Paid == "captured" ?><?cs var:outcome.amount ?><?cs else ?><?cs var:outcome.amount_due ?><?cs /if ?></dt><dd><strong><bdi><?cs var:Data.payment.amount.exact ?></bdi></strong></dd></div>
</dl>
<?cs /def ?><?cs

def:accepted() ?><div class="card good-card"><p class="big-icon ok"><?cs call:icon("circle-check") ?></p>
<h1><?cs var:outcome.accepted ?></h1>
<p><?cs var:outcome.accepted_text ?></p>
<a class="btn big" href="<?cs var:Fact.ticketUrl ?>"><?cs call:icon("ticket") ?><?cs var:outcome.see_ticket ?></a></div>
<section class="card" aria-labelledby="receipt"><h2 id="receipt"><?cs var:outcome.receipt ?></h2>
<?cs call:receipt_facts() ?>
<?cs if:Data.payment.method == "card" ?><?cs call:bank_help() ?><?cs /if ?>
<div class="actions no-print"><button class="btn ghost" type="button" data-print hidden><?cs call:icon("printer") ?><?cs var:outcome.print ?></button><?cs if:Fact.pdfUrl ?><a class="btn ghost" href="<?cs var:Fact.pdfUrl ?>"><?cs call:icon("download") ?><?cs var:outcome.pdf ?></a><?cs /if ?></div>
<form class="mail-form no-print" method="post" action="<?cs var:Base ?>/pay/result/<?cs var:Data.payment.id ?>/mail" novalidate><?cs call:proofs() ?>
<?cs if:Fact.mailed ?><p class="alert ok" role="status"><?cs call:icon("circle-check") ?><?cs var:outcome.mailed ?></p>
<?cs /if ?><?cs call:field("email", "email", outcome.mail_to, "", "email", "email", Data.booking.email, "1") ?><button class="btn ghost"><?cs call:icon("mail") ?><?cs var:outcome.mail ?></button></form></section>
<?cs /def ?><?cs

def:refused() ?><div class="card bad-card"><p class="big-icon bad"><?cs call:icon("x") ?></p>
<h1><?cs var:Title ?></h1>
<?cs if:Paid == "refused" ?><div class="trilingual"><p lang="fr" dir="ltr"><?cs var:outcome.rejected_fr ?></p><p lang="en" dir="ltr"><?cs var:outcome.rejected_en ?></p><p lang="ar" dir="rtl"><?cs var:outcome.rejected_ar ?></p></div>
<?cs if:Data.payment.message ?><p class="bank-says"><?cs var:outcome.message ?> <strong><bdi><?cs var:Data.payment.message ?></bdi></strong></p>
<?cs /if ?><?cs /if ?><p><?cs if:Data.booking.live ?><?cs var:outcome.refused_text ?><?cs else ?><?cs var:outcome.refused_over ?><?cs /if ?></p>
<div class="actions"><?cs if:Data.booking.live ?><a class="btn big" href="<?cs var:Fact.payUrl ?>"><?cs call:icon("refresh-cw") ?><?cs var:outcome.retry ?></a><?cs /if ?><a class="btn ghost" href="<?cs var:SeatsUrl ?>"><?cs var:outcome.other_seats ?></a><a class="btn ghost" href="<?cs var:Fact.searchUrl ?>"><?cs var:outcome.other_bus ?></a></div>
<?cs call:bank_help() ?></div>
<section class="card" aria-labelledby="receipt"><h2 id="receipt"><?cs var:outcome.attempt ?></h2><?cs call:receipt_facts() ?></section>
<?cs /def ?><?cs

def:waiting(p_icon, p_title, p_text) ?><div class="card"><p class="big-icon"><?cs call:icon(p_icon) ?></p>
<h1><?cs var:p_title ?></h1>
<p><?cs var:p_text ?></p>
<dl class="facts"><?cs call:fact(booking.ref, Data.payment.bookingRef) ?><?cs call:fact(outcome.order_number, Data.payment.orderNumber) ?><div><dt><?cs var:outcome.amount_due ?></dt><dd><bdi><?cs var:Data.payment.amount.exact ?></bdi></dd></div></dl>
<div class="actions"><a class="btn ghost" href="<?cs var:Fact.ticketUrl ?>"><?cs call:icon("ticket") ?><?cs var:outcome.see_booking ?></a></div>
<?cs call:help_line() ?></div>
<?cs /def ?><?cs

def:cash() ?><div class="card"><p class="big-icon"><?cs call:icon("banknote") ?></p>
<h1><?cs var:outcome.cash ?></h1>
<p><?cs var:outcome.cash_text ?></p>
<p class="code-label"><?cs var:outcome.cash_code ?></p><p class="code"><bdi dir="ltr"><?cs var:Data.booking.cashCode ?></bdi></p>
<dl class="facts"><?cs call:fact(booking.ref, Data.payment.bookingRef) ?><div><dt><?cs var:outcome.amount_due ?></dt><dd><strong><bdi><?cs var:Data.payment.amount.exact ?></bdi></strong></dd></div>
<div><dt><?cs var:outcome.pay_by ?></dt><dd><strong><?cs var:Data.booking.cashPayBy.long ?> · <bdi dir="ltr"><?cs var:Data.booking.cashPayBy.clock ?></bdi></strong></dd></div></dl>
<div class="actions"><a class="btn" href="<?cs var:Fact.ticketUrl ?>"><?cs call:icon("ticket") ?><?cs var:outcome.see_booking ?></a></div>
<?cs call:help_line() ?></div>
<?cs /def ?><?cs

def:content() ?><div class="wrap page stack">
<?cs call:errors() ?><?cs
if:Paid == "captured" ?><?cs call:steps("4") ?><?cs call:accepted() ?><?cs
elif:Paid == "pending" ?><?cs call:waiting("clock", outcome.pending, outcome.pending_text) ?><?cs
elif:Paid == "cash" ?><?cs call:cash() ?><?cs
elif:Paid == "review" ?><?cs call:waiting("eye", outcome.review, outcome.review_text) ?><?cs
elif:Paid == "refund_due" ?><?cs call:waiting("refresh-cw", outcome.refund_due, outcome.refund_due_text) ?><?cs
elif:Paid == "refunded" || Paid == "partly_refunded" ?><?cs call:waiting("circle-check", outcome.refunded, outcome.refunded_text) ?><?cs
else ?><?cs call:refused() ?><?cs /if ?>
</div>
<?cs /def ?>
