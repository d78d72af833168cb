<?cs # erase - the last step: a password or a code erases the account. Data.user, Fact.challenge. ?><?cs
include:"parts/code.cs" ?><?cs
set:Title = mine.erase ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:Title ?></h1>
<p class="lede"><?cs var:mine.erase_text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/erase" novalidate>
<?cs call:proofs() ?><?cs if:Fact.challenge ?><?cs call:hidden("challenge", Fact.challenge) ?><?cs call:code_digits() ?>
<?cs else ?><?cs call:field("currentPassword", "currentPassword", mine.current, "", "password", "current-password", "", "1") ?>
<?cs /if ?><button class="btn danger big"><?cs var:mine.erase_go ?></button>
</form>
<?cs if:!Fact.challenge ?><form class="aside" method="post" action="<?cs var:Base ?>/account/erase/code"><?cs call:proofs() ?><button class="btn ghost"><?cs var:login.by_code ?></button></form>
<?cs /if ?><p class="aside"><a href="<?cs var:Base ?>/account/data"><?cs var:mine.keep ?></a></p>
</div>
<?cs /def ?>
