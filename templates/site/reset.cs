<?cs # reset - another password, with the code that came by SMS or mail. Fact.challenge names it. ?><?cs
include:"parts/code.cs" ?><?cs
set:Title = reset.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Autofocus = "code" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:reset.title ?></h1>
<p class="lede"><?cs var:reset.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/reset" novalidate>
<?cs call:proofs() ?><?cs call:hidden("challenge", Fact.challenge) ?>
<?cs call:code_digits() ?>
<?cs call:field("password", "password", reset.password, "", "password", "new-password", "", "1") ?>
<button class="btn big"><?cs var:reset.go ?></button>
</form>
<p class="aside"><?cs var:code.late ?> <a href="<?cs var:Base ?>/account/forgot"><?cs var:code.again ?></a></p>
</div>
<?cs /def ?>
