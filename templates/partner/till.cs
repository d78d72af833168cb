<?cs # till - the viewer's own till. Data.shift is the open shift, when there is one; Data.cash what the counters hold. ?><?cs
set:Section = "till" ?><?cs
set:Title = till.title ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:errors() ?><dl class="facts"><?cs call:sum(till.held, Data.cash.held) ?><?cs call:sum(till.limit, Data.cash.limit) ?></dl>
<?cs if:subcount(Data.shift) ?><?cs call:shift_sums(Data.shift) ?><?cs call:shift_close(Data.shift) ?>
<?cs else ?><form class="card narrow-card stack" method="post" novalidate><?cs call:proofs() ?><h2><?cs var:till.open ?></h2>
<?cs call:field("dinars", "dinars", till.count_now, till.count_hint, "number", "off", "", "1") ?>
<button class="btn"><?cs call:icon("banknote") ?><?cs var:till.open ?></button></form>
<?cs /if ?><?cs
/def ?>
