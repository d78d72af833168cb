<?cs # cancel - who gives the ticket back. Data is the booking, Data.rules what is kept. ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Title = after.cancel ?><?cs
set:BackUrl = Base + "/booking/" + Data.id ?><?cs

def:traveller(p_item) ?><li><label class="check"><input type="checkbox" name="seats" value="<?cs var:p_item.seat ?>" id="seat-<?cs var:p_item.seat ?>" checked> <span><bdi><?cs var:p_item.firstName ?> <?cs var:p_item.lastName ?></bdi> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:p_item.seat ?></bdi></span></span> <bdi class="fare"><?cs var:p_item.fare ?></bdi></label></li><?cs
/def ?><?cs

def:content() ?><div class="wrap page stack">
<?cs call:back(BackUrl, after.back) ?>
<h1><?cs var:Title ?></h1>
<p class="lede"><?cs call:way(Data.from.city, Data.to.city) ?> <span class="soft"><?cs var:Data.from.time.long ?> · <bdi dir="ltr"><?cs var:Data.from.time.clock ?></bdi></span></p>
<?cs call:errors() ?>
<form class="card stack" method="post" action="<?cs var:BackUrl ?>/cancel" novalidate><?cs call:proofs() ?>
<fieldset class="field<?cs if:Error.seats ?> bad<?cs /if ?>" id="seats"><legend><?cs var:after.who ?></legend><?cs if:Error.seats ?><p class="wrong"><?cs call:icon("triangle-alert") ?><?cs var:Error.seats ?></p><?cs /if ?>
<ul class="people"><?cs each:it = Data.items ?><?cs if:it.state == "confirmed" ?><?cs call:traveller(it) ?><?cs /if ?><?cs /each ?></ul></fieldset>
<div class="actions"><button class="btn"><?cs var:after.see ?></button><a class="btn ghost" href="<?cs var:BackUrl ?>"><?cs var:after.keep ?></a></div></form>
<section class="card" aria-labelledby="rules"><h2 id="rules"><?cs var:journey.rules ?></h2><?cs call:rules(Data.rules) ?></section>
</div>
<?cs /def ?>
