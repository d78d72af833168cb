<?cs # settlement - one statement of a company with its signatures. Data is the statement, Data.lines a page of it;
     Fact.payable (something is to be paid), Pages.
?><?cs
set:Section = "settlements" ?><?cs
set:Title = Data.partner + " " + Data.periodStart.text + " – " + Data.periodEnd.text ?><?cs
set:Crumb1 = statement.plural ?><?cs
set:Crumb1Url = Base + "/admin/settlements" ?><?cs
set:Url = Base + "/admin/settlements/" + Data.id ?><?cs

def:signatures() ?><dl class="facts wide"><div><dt><?cs var:statement.first ?></dt><dd><bdi><?cs var:Data.approvedBy ?></bdi></dd></div>
<div><dt><?cs var:statement.second ?></dt><dd><bdi><?cs var:Data.paidBy ?></bdi></dd></div>
<?cs if:Data.transferId ?><div><dt><?cs var:statement.file ?></dt><dd><a href="<?cs var:Base ?>/admin/transfers/<?cs var:Data.transferId ?>/file"><bdi dir="ltr" class="mono"><?cs var:Data.bankReference ?></bdi></a></dd></div>
<div><dt><?cs var:statement.hash ?></dt><dd><bdi dir="ltr" class="mono"><?cs var:Data.fileHash ?></bdi></dd></div>
<?cs /if ?></dl>
<?cs /def ?><?cs

def:moves() ?><?cs if:Data.status == "closed" || Data.status == "disputed" ?><form class="card stack" method="post" action="<?cs var:Url ?>/review" novalidate><?cs call:proofs() ?><?cs call:field("reason", "reason", statement.note, "", "text", "off", "", "") ?>
<button class="btn"><?cs call:icon("check") ?><?cs if:Data.status == "disputed" ?><?cs var:statement.settle ?><?cs else ?><?cs var:statement.review ?><?cs /if ?></button></form>
<?cs elif:Data.status == "reviewed" && Fact.payable ?><form class="card" method="post" action="<?cs var:Url ?>/approve"><?cs call:proofs() ?><p><?cs var:statement.approve_text ?></p><button class="btn"><?cs call:icon("check") ?><?cs var:statement.approve ?></button></form>
<?cs elif:Data.status == "approved" ?><form class="card" method="post" action="<?cs var:Base ?>/admin/transfers"><?cs call:proofs() ?><?cs call:hidden("settlements", Data.id) ?><p><?cs var:statement.sign_text ?></p><button class="btn"><?cs call:icon("banknote") ?><?cs var:statement.sign ?></button></form>
<?cs /if ?><?cs
/def ?><?cs

def:content() ?><div class="page-head"><h1><bdi><?cs var:Data.partner ?></bdi> <?cs call:period(Data) ?></h1><p><?cs call:settlement_state(Data.status) ?></p></div>
<?cs call:errors() ?><?cs if:Data.dispute ?><?cs call:notice("bad", "triangle-alert", statement.disputed, Data.dispute) ?>
<?cs /if ?><?cs if:!Data.hasAccount ?><?cs call:notice("bad", "triangle-alert", statement.no_account, "") ?>
<?cs /if ?><?cs call:settlement_sums(Data) ?><?cs call:signatures() ?><?cs call:moves() ?><?cs call:settlement_lines("/admin/bookings/") ?><?cs
/def ?>
