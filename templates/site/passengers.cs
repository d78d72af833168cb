<?cs # passengers - names and contact of a held booking. Data is the booking; Form holds what was
     typed; Fact.leftSeconds, Fact.againUrl (its seats again).
?><?cs
set:Title = people.title ?><?cs
set:Private = "1" ?><?cs

def:person(p_item, p_i, p_first, p_last) ?><fieldset class="card">
<legend><?cs var:people.passenger ?> <bdi><?cs var:p_item.position ?></bdi> <span class="soft">· <?cs var:people.seat ?> <bdi dir="ltr"><?cs var:p_item.seat ?></bdi></span></legend>
<div class="pair">
<?cs call:field("passengers-" + p_i + "-firstName", "passengers." + p_i + ".firstName", people.first_name, "", "text", p_first, p_item.firstName, "1") ?>
<?cs call:field("passengers-" + p_i + "-lastName", "passengers." + p_i + ".lastName", people.last_name, "", "text", p_last, p_item.lastName, "1") ?>
</div>
<?cs if:Data.needsIdNumber ?><?cs call:field("passengers-" + p_i + "-idNumber", "passengers." + p_i + ".idNumber", people.id_number, people.id_hint, "text", "off", p_item.idNumber, "1") ?>
<?cs /if ?></fieldset>
<?cs /def ?><?cs

def:over() ?><div class="card empty"><?cs call:icon("clock") ?>
<h1><?cs var:people.over_title ?></h1>
<p><?cs var:people.over_text ?></p>
<?cs if:Fact.againUrl ?><a class="btn big" href="<?cs var:Fact.againUrl ?>"><?cs call:icon("refresh-cw") ?><?cs var:people.again ?></a>
<?cs /if ?><a href="<?cs var:Base ?>/"><?cs var:site.new_search ?></a>
</div>
<?cs /def ?><?cs

def:content() ?><div class="wrap page">
<?cs if:!Data.live ?><?cs call:over() ?>
<?cs else ?><?cs call:steps("2") ?>
<?cs call:back(Fact.againUrl, people.back) ?>
<h1><?cs var:people.title ?></h1>
<?cs call:countdown(Data.expiresAt) ?>
<?cs call:errors() ?>
<div class="cols cols-end">
<form class="stack" method="post" novalidate>
<?cs call:proofs() ?>
<p class="hint"><?cs var:people.names_hint ?></p>
<?cs each:it = Data.items ?><?cs if:first(it) ?><?cs call:person(it, name(it), "given-name", "family-name") ?><?cs else ?><?cs call:person(it, name(it), "off", "off") ?><?cs /if ?><?cs /each ?>
<fieldset class="card"><legend><?cs var:people.contact ?></legend>
<?cs call:field("contact-phone", "contact.phone", people.phone, people.phone_hint, "tel", "tel", Data.phone, "1") ?>
<?cs call:field("contact-email", "contact.email", people.email, people.email_hint, "email", "email", Data.email, "") ?>
</fieldset>
<button class="btn big"><?cs var:people.go ?><?cs call:arrow("chevron-right") ?></button>
</form>
<?cs call:summary(Data) ?>
</div>
<?cs /if ?></div>
<?cs /def ?>
