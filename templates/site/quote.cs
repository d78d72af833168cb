<?cs # quote - what cancelling or exchanging costs and gives back, and the button that does it. Data.quote,
     Data.booking; Fact.good while it can be accepted. ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
if:Data.quote.kind == "exchange" ?><?cs set:Title = after.exchange ?><?cs else ?><?cs set:Title = after.cancel ?><?cs /if ?><?cs
set:BackUrl = Base + "/booking/" + Data.booking.id ?><?cs

def:sum_line(p_words, p_money) ?><div><dt><?cs var:p_words ?></dt><dd><bdi><?cs var:p_money.exact ?></bdi></dd></div><?cs
/def ?><?cs

def:content() ?><div class="wrap page stack">
<?cs call:back(BackUrl, after.back) ?>
<h1><?cs var:Title ?></h1>
<p class="lede"><?cs call:way(Data.booking.from.city, Data.booking.to.city) ?> <span class="soft"><?cs var:Data.booking.from.time.long ?> · <bdi dir="ltr"><?cs var:Data.booking.from.time.clock ?></bdi></span></p>
<?cs call:errors() ?>
<?cs if:Fact.good ?><?cs call:countdown(Data.quote.validUntil) ?><?cs else ?><?cs call:notice("info", "clock", after.over, after.over_text) ?><?cs /if ?>
<?cs call:quote_lines(Data.quote) ?>
<section class="card" aria-labelledby="sums"><h2 id="sums"><?cs var:after.sums ?></h2><dl class="facts">
<?cs call:sum_line(after.fee, Data.quote.fee) ?>
<?cs if:Data.quote.kind == "exchange" && #Data.quote.pay.amount > #0 ?><?cs call:sum_line(paying.difference, Data.quote.pay) ?><?cs else ?><?cs call:sum_line(after.refund, Data.quote.refund) ?><?cs /if ?></dl>
<?cs if:Fact.good ?><form method="post" action="<?cs var:BackUrl ?>/quote/<?cs var:Data.quote.id ?>" class="actions"><?cs call:proofs() ?><?cs
if:Data.quote.kind == "cancel" ?><button class="btn danger"><?cs call:icon("ban") ?><?cs var:after.cancel_now ?></button><?cs
elif:#Data.quote.pay.amount > #0 ?><button class="btn big pay"><?cs call:icon("lock") ?><?cs var:after.pay_now ?></button><?cs
else ?><button class="btn big"><?cs call:icon("refresh-cw") ?><?cs var:after.exchange_now ?></button><?cs /if ?><a class="btn ghost" href="<?cs var:BackUrl ?>"><?cs var:after.keep ?></a></form><?cs /if ?></section>
</div>
<?cs /def ?>
