<?cs # invite - behind the link of an invitation: who invites, as what, and the account. Data. ?><?cs
set:Title = join.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:join.title ?></h1>
<p class="lede"><bdi><strong><?cs var:Data.company ?></strong></bdi> · <?cs var:Data.role.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?><?cs if:Data.hasAccount ?><p><?cs var:join.known ?></p>
<?cs else ?><div class="pair">
<?cs call:field("firstName", "firstName", people.first_name, "", "text", "given-name", Data.firstName, "1") ?>
<?cs call:field("lastName", "lastName", people.last_name, "", "text", "family-name", Data.lastName, "1") ?>
</div>
<?cs call:field("password", "password", login.password, register.password_hint, "password", "new-password", "", "") ?>
<p class="hint"><?cs var:register.terms ?></p>
<?cs /if ?><button class="btn big"><?cs var:join.go ?></button>
</form></div>
<?cs /def ?>
