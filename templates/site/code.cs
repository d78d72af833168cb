<?cs # code - the code that came by SMS or mail. Fact.challenge names it; Fact.next travels along. ?><?cs
include:"parts/code.cs" ?><?cs
set:Title = code.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Autofocus = "code" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:code.title ?></h1>
<p class="lede"><?cs var:code.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/code" novalidate>
<?cs call:proofs() ?><?cs call:hidden("challenge", Fact.challenge) ?><?cs if:Fact.next ?><?cs call:hidden("next", Fact.next) ?><?cs /if ?>
<?cs call:code_digits() ?>
<button class="btn big"><?cs var:code.go ?></button>
</form>
<?cs call:code_again(Base + "/account/code/again") ?></div>
<?cs /def ?>
