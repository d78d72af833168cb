<?cs # saved - people one books for, ways to pay. Data.passengers, Data.methods. ?><?cs
include:"parts/account.cs" ?><?cs
set:Title = mine.saved ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Section = "saved" ?><?cs
def:drop(p_what, p_id, p_name) ?><form method="post" action="<?cs var:Base ?>/account/saved/<?cs var:p_what ?>/<?cs var:p_id ?>/drop"><?cs call:proofs() ?><button class="btn ghost"><?cs var:mine.forget ?><span class="vh"> <?cs var:p_name ?></span></button></form><?cs
/def ?><?cs
def:kind_choice(p_code, p_words) ?><option value="<?cs var:p_code ?>"<?cs if:Form.kind == p_code ?> selected<?cs /if ?>><?cs var:p_words ?></option><?cs
/def ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:Title ?></h1>
<?cs call:account_nav() ?><?cs call:errors() ?>
<h2><?cs var:mine.passengers ?></h2>
<?cs if:subcount(Data.passengers) ?><ul class="stack plain-list"><?cs each:p = Data.passengers ?><li class="card"><p><bdi><?cs var:p.firstName ?> <?cs var:p.lastName ?></bdi><?cs if:p.age != "0" ?> · <bdi><?cs var:p.age ?></bdi><?cs /if ?></p><?cs call:drop("passengers", p.id, p.firstName) ?></li><?cs /each ?></ul>
<?cs else ?><p class="soft"><?cs var:mine.no_passengers ?></p>
<?cs /if ?><form class="card stack" method="post" action="<?cs var:Base ?>/account/saved/passengers" novalidate>
<?cs call:proofs() ?>
<div class="pair">
<?cs call:field("firstName", "firstName", people.first_name, "", "text", "off", "", "1") ?>
<?cs call:field("lastName", "lastName", people.last_name, "", "text", "off", "", "1") ?>
</div>
<?cs call:field("idNumber", "idNumber", people.id_number, "", "text", "off", "", "") ?>
<?cs call:field("age", "age", mine.age, "", "number", "off", "", "") ?>
<button class="btn"><?cs var:mine.add ?></button>
</form>
<h2><?cs var:mine.methods ?></h2>
<p class="hint"><?cs var:mine.methods_text ?></p>
<?cs if:subcount(Data.methods) ?><ul class="stack plain-list"><?cs each:m = Data.methods ?><li class="card"><p><?cs var:m.kind.text ?><?cs if:m.isDefault ?> · <?cs var:mine.usual ?><?cs /if ?></p><?cs call:drop("methods", m.id, m.kind.text) ?></li><?cs /each ?></ul>
<?cs /if ?><form class="card stack" method="post" action="<?cs var:Base ?>/account/saved/methods" novalidate>
<?cs call:proofs() ?>
<div class="field"><?cs call:field_head("kind", "kind", mine.method, "", "1") ?><select<?cs call:field_state("kind", "kind", "", "1") ?>><?cs call:kind_choice("edahabia", pay_kind.edahabia) ?><?cs call:kind_choice("cib", pay_kind.cib) ?><?cs call:kind_choice("cash", pay_kind.cash) ?><?cs call:kind_choice("wallet", pay_kind.wallet) ?></select></div>
<?cs call:tick("isDefault", "", mine.usual) ?>
<button class="btn"><?cs var:mine.add ?></button>
</form></div>
<?cs /def ?>
