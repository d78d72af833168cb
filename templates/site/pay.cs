<?cs # pay - everything once more, then the two ways to pay. Data.booking, Data.rules; Fact.question
     with Fact.questionToken, Fact.cash with Fact.cashUntil, Fact.leftSeconds. Names and phone change
     only through the links; the language stays as it is.
?><?cs
set:Title = paying.title ?><?cs
set:Private = "1" ?><?cs
set:Frozen = "1" ?><?cs
set:PassengersUrl = Base + "/booking/" + Data.booking.id + "/passengers" ?><?cs
set:SeatsUrl = Base + "/trip/" + Data.booking.scheduleId + "/seats?from=" + Data.booking.from.stopId + "&to=" + Data.booking.to.stopId + "&passengers=" + Data.booking.passengers ?><?cs

def:change(p_url, p_what) ?><a class="change" href="<?cs var:p_url ?>"><?cs call:icon("pencil") ?><?cs var:paying.change ?><span class="vh"> <?cs var:p_what ?></span></a><?cs
/def ?><?cs

def:trip_check() ?><section class="card" aria-labelledby="check-trip"><header class="card-head"><h2 id="check-trip"><?cs var:journey.yours ?></h2><?cs call:change(SeatsUrl, journey.seats) ?></header>
<?cs call:run(Data.booking.from, Data.booking.to, "", "") ?>
<?cs call:facts_of(Data.booking) ?></section>
<?cs /def ?><?cs

def:people_check() ?><section class="card" aria-labelledby="check-people"><header class="card-head"><h2 id="check-people"><?cs var:people.title ?></h2><?cs call:change(PassengersUrl, people.title) ?></header>
<ul class="people"><?cs each:it = Data.booking.items ?><li><span><bdi><?cs var:it.firstName ?> <?cs var:it.lastName ?></bdi><?cs if:it.idNumber ?> <span class="soft"><bdi dir="ltr"><?cs var:it.idNumber ?></bdi></span><?cs /if ?></span> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></span> <bdi class="fare"><?cs var:it.fare ?></bdi></li><?cs /each ?></ul>
<dl class="facts wide"><div><dt><?cs var:people.phone ?></dt><dd><bdi dir="ltr"><?cs var:Data.booking.phone ?></bdi></dd></div><?cs if:Data.booking.email ?><div><dt><?cs var:people.email ?></dt><dd><bdi dir="ltr"><?cs var:Data.booking.email ?></bdi></dd></div><?cs /if ?></dl></section>
<?cs /def ?><?cs

def:terms() ?><div class="field<?cs if:Error.terms ?> bad<?cs /if ?>"><?cs if:Error.terms ?><p class="wrong" id="terms-error"><?cs call:icon("triangle-alert") ?><?cs var:Error.terms ?></p><?cs /if ?>
<label class="check"><input type="checkbox" id="terms" name="terms" value="1" required<?cs if:Form.terms ?> checked<?cs /if ?><?cs if:Error.terms ?> aria-invalid="true" aria-describedby="terms-error"<?cs /if ?>> <span><?cs var:paying.terms ?></span></label>
<details class="terms"><summary><?cs var:paying.terms_read ?></summary>
<h3><?cs var:paying.terms_sale ?></h3><ul><li><?cs var:paying.terms_sale_1 ?></li><li><?cs var:paying.terms_sale_2 ?></li><li><?cs var:paying.terms_sale_3 ?></li></ul>
<h3><?cs var:paying.terms_pay ?></h3><ul><li><?cs var:paying.terms_pay_1 ?></li><li><?cs var:paying.terms_pay_2 ?></li><li><?cs var:paying.terms_pay_3 ?></li></ul></details></div>
<?cs /def ?><?cs

def:content() ?><div class="wrap page">
<?cs call:steps("3") ?>
<h1><?cs var:paying.title ?></h1>
<?cs if:Data.quote.pay ?><?cs call:countdown(Data.quote.validUntil) ?><?cs else ?><?cs call:countdown(Data.booking.expiresAt) ?><?cs /if ?>
<?cs if:Data.booking.status == "paying" ?><?cs call:notice("info", "clock", paying.open, paying.open_text) ?><?cs /if ?>
<?cs call:errors() ?>
<div class="cols cols-end">
<div class="stack">
<?cs if:Data.quote.pay ?><?cs call:quote_lines(Data.quote) ?><?cs else ?><?cs call:trip_check() ?><?cs call:people_check() ?><?cs /if ?>
<section class="card" aria-labelledby="check-rules"><h2 id="check-rules"><?cs var:journey.rules ?></h2><?cs call:rules(Data.rules) ?></section>
</div>
<form class="card payform" method="post" novalidate>
<?cs call:proofs() ?><?cs call:hidden("questionToken", Fact.questionToken) ?>
<p class="amount"><span><?cs if:Data.quote.pay ?><?cs var:paying.difference ?><?cs else ?><?cs var:paying.amount ?><?cs /if ?></span> <strong><bdi><?cs if:Data.quote.pay ?><?cs var:Data.quote.pay.exact ?><?cs else ?><?cs var:Data.booking.total.exact ?><?cs /if ?></bdi></strong></p>
<?cs call:terms() ?>
<?cs if:Fact.question ?><?cs call:code_field("answer", "answer", Fact.question, paying.question_hint, "text", "") ?>
<?cs /if ?><button class="btn big pay" name="method" value="card"><?cs call:icon("lock") ?><span><?cs var:paying.card ?></span><?cs call:bank_marks() ?></button>
<p class="soft"><?cs var:paying.card_note ?></p>
<?cs if:Fact.cash ?><p class="or"><span><?cs var:paying.or ?></span></p>
<button class="btn ghost big" name="method" value="cash"><?cs call:icon("banknote") ?><?cs var:paying.cash ?></button>
<p class="soft"><?cs var:paying.cash_note ?> <bdi><?cs var:Fact.cashUntil ?></bdi></p>
<?cs /if ?></form>
</div>
</div>
<?cs /def ?>
