<?cs # wait - a document is being drawn; the page asks for it again by itself. ?><?cs
set:Title = wait.title ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
def:content() ?><div class="wrap page">
<div class="card empty"><?cs call:icon("file-text") ?>
<h1><?cs var:wait.title ?></h1>
<p><?cs var:wait.text ?></p>
<a class="btn" href="<?cs var:Self[Lang] ?>"><?cs call:icon("refresh-cw") ?><?cs var:site.reload ?></a></div>
</div>
<?cs /def ?>
