<?cs # settlement - one statement. Data is the statement, Data.lines a page of it; Fact.mayAnswer, Pages. ?><?cs
set:Section = "settlements" ?><?cs
set:Title = statement.title + " " + Data.periodStart.text + " – " + Data.periodEnd.text ?><?cs
set:Crumb1 = statement.plural ?><?cs
set:Crumb1Url = Base + "/partner/settlements" ?><?cs
set:Url = Base + "/partner/settlements/" + Data.id ?><?cs

def:answer() ?><section class="card" aria-labelledby="answer"><h2 id="answer"><?cs var:statement.answer ?></h2>
<?cs if:Data.status == "closed" ?><form method="post" action="<?cs var:Url ?>/agree"><?cs call:proofs() ?><p><?cs var:statement.agree_text ?></p><button class="btn"><?cs call:icon("check") ?><?cs var:statement.agree ?></button></form>
<?cs /if ?><form class="stack" method="post" action="<?cs var:Url ?>/dispute" novalidate><?cs call:proofs() ?><?cs call:field("reason", "reason", statement.reason, statement.reason_hint, "text", "off", "", "1") ?>
<button class="btn ghost"><?cs call:icon("triangle-alert") ?><?cs var:statement.dispute ?></button></form></section>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:statement.title ?> <?cs call:period(Data) ?></h1><p><?cs call:settlement_state(Data.status) ?></p></div>
<?cs call:errors() ?><?cs if:Data.dispute ?><?cs call:notice("bad", "triangle-alert", statement.disputed, Data.dispute) ?>
<?cs /if ?><?cs call:settlement_sums(Data) ?><?cs if:Data.bankReference ?><p class="soft"><?cs var:statement.bank_ref ?> <bdi dir="ltr" class="mono"><?cs var:Data.bankReference ?></bdi></p>
<?cs /if ?><div class="actions no-print"><a class="btn ghost" href="<?cs var:Url ?>/statement.pdf"><?cs call:icon("file-text") ?><?cs var:statement.pdf ?></a><a class="btn ghost" href="<?cs var:Url ?>/lines.csv"><?cs call:icon("download") ?><?cs var:portal.csv ?></a></div>
<?cs if:Fact.mayAnswer && (Data.status == "closed" || Data.status == "reviewed") ?><?cs call:answer() ?>
<?cs /if ?><?cs call:settlement_lines("/partner/bookings/") ?><?cs
/def ?>
