<?cs # login - by e-mail or phone, and password or code. Fact.next (a path of this site) travels along. ?><?cs
set:Title = login.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:login.title ?></h1>
<?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?><?cs if:Fact.next ?><?cs call:hidden("next", Fact.next) ?><?cs /if ?>
<?cs call:field("login", "login", login.name, "", "text", "username", "", "1") ?>
<?cs call:field("password", "password", login.password, "", "password", "current-password", "", "1") ?>
<button class="btn big" name="way" value="password"><?cs call:icon("log-in") ?><?cs var:login.go ?></button>
<p class="hint"><?cs var:login.by_code_hint ?></p>
<button class="btn ghost" name="way" value="code"><?cs var:login.by_code ?></button>
</form>
<p class="aside"><a href="<?cs var:Base ?>/account/forgot"><?cs var:login.forgot ?></a></p>
<p class="aside"><?cs var:login.new ?> <a href="<?cs var:Base ?>/account/register"><?cs var:register.title ?></a></p>
<p class="aside"><?cs var:login.guest ?> <a href="<?cs var:Base ?>/find"><?cs var:find.title ?></a></p>
</div>
<?cs /def ?>
