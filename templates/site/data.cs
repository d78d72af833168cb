<?cs # data - consents, a copy of the own data, the way to erase the account. Data.consents, Data.export. ?><?cs
include:"parts/account.cs" ?><?cs
set:Title = mine.data ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Section = "data" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:Title ?></h1>
<?cs call:account_nav() ?><?cs call:errors() ?>
<h2><?cs var:mine.consents ?></h2>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/data/consents" novalidate>
<?cs call:proofs() ?><?cs call:tick("offers", Fact.offers, consent.offers) ?><?cs call:tick("statistics", Fact.statistics, consent.statistics) ?>
<button class="btn"><?cs var:mine.save ?></button>
</form>
<?cs if:subcount(Data.consents) ?><details class="card terms"><summary><?cs var:mine.record ?></summary><ul><?cs each:c = Data.consents ?><li><time datetime="<?cs var:c.at ?>"><?cs var:c.at.date ?> <bdi dir="ltr"><?cs var:c.at.clock ?></bdi></time> · <?cs var:c.subject.text ?> · <?cs if:c.granted ?><?cs var:mine.yes ?><?cs else ?><?cs var:mine.no ?><?cs /if ?></li><?cs /each ?></ul></details>
<?cs /if ?><h2><?cs var:mine.copy ?></h2>
<p><?cs var:mine.copy_text ?></p>
<?cs if:Data.export.id ?><p class="card"><time datetime="<?cs var:Data.export.createdAt ?>"><?cs var:Data.export.createdAt.date ?> <bdi dir="ltr"><?cs var:Data.export.createdAt.clock ?></bdi></time> · <?cs var:Data.export.status.text ?><?cs if:Data.export.status == "ready" ?> · <a href="<?cs var:Base ?>/account/data/<?cs var:Data.export.id ?>"><?cs var:mine.download ?></a><?cs /if ?></p>
<?cs /if ?><form method="post" action="<?cs var:Base ?>/account/data/export"><?cs call:proofs() ?><button class="btn"><?cs var:mine.copy_go ?></button></form>
<h2><?cs var:mine.erase ?></h2>
<p><?cs var:mine.erase_text ?></p>
<p><a class="btn danger" href="<?cs var:Base ?>/account/erase"><?cs var:mine.erase ?></a></p>
</div>
<?cs /def ?>
