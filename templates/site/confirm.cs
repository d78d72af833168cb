<?cs # confirm - the code that makes a new phone or e-mail one's own. Fact.challenge names it. ?><?cs
include:"parts/code.cs" ?><?cs
set:Title = code.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Autofocus = "code" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:code.title ?></h1>
<p class="lede"><?cs var:code.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/confirm" novalidate>
<?cs call:proofs() ?><?cs call:hidden("challenge", Fact.challenge) ?>
<?cs call:code_digits() ?>
<button class="btn big"><?cs var:code.go ?></button>
</form>
<p class="aside"><?cs var:code.late ?> <a href="<?cs var:Base ?>/account/security"><?cs var:code.again ?></a></p>
</div>
<?cs /def ?>
