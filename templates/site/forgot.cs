<?cs # forgot - asks for a code that sets another password. ?><?cs
set:Title = forgot.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:forgot.title ?></h1>
<p class="lede"><?cs var:forgot.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?>
<?cs call:field("login", "login", login.name, "", "text", "username", "", "1") ?>
<button class="btn big"><?cs var:forgot.go ?></button>
</form>
<p class="aside"><a href="<?cs var:Base ?>/account/login"><?cs var:login.title ?></a></p>
</div>
<?cs /def ?>
