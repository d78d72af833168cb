<?cs # register - a new account. ?><?cs
set:Title = register.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:register.title ?></h1>
<p class="lede"><?cs var:register.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?><?cs if:Fact.next ?><?cs call:hidden("next", Fact.next) ?><?cs /if ?>
<div class="pair">
<?cs call:field("firstName", "firstName", people.first_name, "", "text", "given-name", "", "") ?>
<?cs call:field("lastName", "lastName", people.last_name, "", "text", "family-name", "", "") ?>
</div>
<?cs call:field("phone", "phone", people.phone, register.phone_hint, "tel", "tel", "", "1") ?>
<?cs call:field("email", "email", people.email, register.email_hint, "email", "email", "", "") ?>
<?cs call:field("password", "password", login.password, register.password_hint, "password", "new-password", "", "") ?>
<p class="hint"><?cs var:register.terms ?></p>
<button class="btn big"><?cs var:register.go ?></button>
</form>
<p class="aside"><?cs var:register.have ?> <a href="<?cs var:Base ?>/account/login"><?cs var:login.title ?></a></p>
</div>
<?cs /def ?>
