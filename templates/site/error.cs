<?cs # error - what happened, what to do, the number to quote, the way back. Failure, Status, RequestId. ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
if:Status == "404" ?><?cs set:Title = failure.not_found ?><?cs
elif:Status == "403" || Status == "401" ?><?cs set:Title = failure.forbidden ?><?cs
elif:Status == "429" ?><?cs set:Title = failure.too_many ?><?cs
elif:#Status >= #500 ?><?cs set:Title = failure.ours ?><?cs
else ?><?cs set:Title = failure.title ?><?cs /if ?><?cs
def:content() ?><div class="wrap page">
<div class="card empty lost"><?cs call:logo() ?>
<h1><?cs var:Title ?></h1>
<p><?cs var:Failure.text ?></p>
<?cs if:#Status >= #500 ?><p class="soft"><?cs var:failure.paid ?></p>
<?cs /if ?><div class="actions"><a class="btn" href="<?cs var:Base ?>/"><?cs call:icon("house") ?><?cs var:failure.home ?></a><a class="btn ghost" href="<?cs var:Base ?>/find"><?cs call:icon("ticket") ?><?cs var:site.find ?></a></div>
<?cs call:help_line() ?>
<p class="soft small"><?cs var:failure.id ?> <bdi dir="ltr" class="mono"><?cs var:RequestId ?></bdi></p></div>
</div>
<?cs /def ?>
