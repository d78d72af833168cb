<?cs # find - a booking by its reference and phone, for people without an account.
     Fact.ref when a message linked here. ?><?cs
set:Title = find.title ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:find.title ?></h1>
<p class="lede"><?cs var:find.text ?></p>
<?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?>
<?cs call:code_field("ref", "ref", find.ref, find.ref_hint, "text", Fact.ref) ?>
<?cs call:field("phone", "phone", people.phone, find.phone_hint, "tel", "tel", "", "1") ?>
<button class="btn big"><?cs call:icon("search") ?><?cs var:find.go ?></button>
</form>
</div>
<?cs /def ?>
